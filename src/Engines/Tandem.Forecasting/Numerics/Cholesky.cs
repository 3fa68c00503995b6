namespace Tandem.Forecasting.Numerics;

/// <summary>Solves A x = b for a symmetric positive definite A of which the lower triangle is given: row i holds i + 1 numbers.</summary>
internal static class Cholesky
{
    /// <summary>A lower triangle of zeros.</summary>
    public static double[][] Empty(int size) => [.. Enumerable.Range(1, size).Select(length => new double[length])];

    /// <summary>Adds a multiple of the front of a vector to a row of the triangle: one row of x xᵀ.</summary>
    public static void AddScaled(double[] triangleRow, double[] vector, double factor)
    {
        var front = vector.AsSpan(0, triangleRow.Length);
        for (var j = 0; j < triangleRow.Length; j++) triangleRow[j] += factor * front[j];
    }

    public static double[] Solve(double[][] matrix, double[] right)
    {
        var n = right.Length;
        var l = Empty(n);
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var sum = matrix[i][j];
                for (var k = 0; k < j; k++) sum -= l[i][k] * l[j][k];
                l[i][j] = i == j ? Math.Sqrt(Math.Max(sum, 1e-12)) : sum / l[j][j];
            }
        }
        var x = (double[])right.Clone();
        for (var i = 0; i < n; i++)
        {
            for (var k = 0; k < i; k++) x[i] -= l[i][k] * x[k];
            x[i] /= l[i][i];
        }
        for (var i = n - 1; i >= 0; i--)
        {
            for (var k = i + 1; k < n; k++) x[i] -= l[k][i] * x[k];
            x[i] /= l[i][i];
        }
        return x;
    }
}
