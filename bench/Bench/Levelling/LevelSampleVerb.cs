using System.Text;

namespace Tandem.Bench.Levelling;

/// <summary>
/// <c>level-sample --out FOLDER [--activities 30] [--resources 4] [--sets 48]</c>: random projects in PSPLIB's form, made as its generator ProGen does (Kolisch,
/// Sprecher, Drexl 1995): network complexity 1.5, 1.8, 2.1, resource factor 0.25 to 1, resource strength 0.2 to 1 (0.1 to 0.5 from 120 activities on).
/// </summary>
internal static class LevelSampleVerb
{
    public static int Run(Options options)
    {
        var (count, resources, sets) = (options.Number("activities", 30), options.Number("resources", 4), options.Number("sets", 48));
        var folder = Directory.CreateDirectory(options.Required("out")).FullName;
        double[] complexities = [1.5, 1.8, 2.1], factors = [0.25, 0.5, 0.75, 1.0];
        double[] strengths = count >= 120 ? [0.1, 0.2, 0.3, 0.4, 0.5] : [0.2, 0.5, 0.7, 1.0];
        for (var set = 0; set < sets; set++)
        {
            var project = new RandomProject(new Random(1000 * count + set), count, resources, complexities[set % 3], factors[set / 3 % 4], strengths[set / 12 % strengths.Length]);
            File.WriteAllText(Path.Combine(folder, $"r{count}_{set + 1}.sm"), project.Text(), Encoding.ASCII);
        }
        return 0;
    }
}
