using System.Diagnostics;

namespace Tandem.Server.Tests.House;

/// <summary>The limits of STYLE.md on what is written by hand.</summary>
public sealed class SizeTests
{
    [Fact]
    public void Files_stay_small()
    {
        var sizes = Sources("src", "web").Select(file => (File: file, Lines: File.ReadLines(file).Count())).OrderBy(pair => pair.Lines).ToList();
        Assert.DoesNotContain(sizes, pair => pair.Lines > 500);
        Assert.InRange(sizes[sizes.Count / 2].Lines, 1, 80);
        Assert.InRange(sizes[(int)(sizes.Count * 0.95)].Lines, 1, 300);
    }

    [Fact]
    public void Test_files_stay_readable() => Assert.DoesNotContain(Sources("tests", "bench"), file => File.ReadLines(file).Count() > 600);

    [Fact]
    public void The_readme_is_short() => Assert.InRange(File.ReadLines(Path.Combine(Paths.Repository, "README.md")).Count(), 1, 149);

    private static IEnumerable<string> Sources(params string[] folders)
    {
        using var git = Process.Start(new ProcessStartInfo("git", ["-C", Paths.Repository, "ls-files", .. folders]) { RedirectStandardOutput = true })!;
        var files = git.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return files.Where(file => Path.GetExtension(file) is ".cs" or ".razor" or ".ts" or ".css" && !file.Contains("/Migrations/", StringComparison.Ordinal))
            .Select(file => Path.Combine(Paths.Repository, file)).Where(File.Exists);
    }
}
