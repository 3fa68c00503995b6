using CsCheck;
using Tandem.Scheduling;
using Tandem.Scheduling.Files;
using Xunit;

namespace Tandem.Engines.Tests.Scheduling;

/// <summary>Real files cut short, with bytes overwritten and pieces doubled: read, refused with a reason, never anything else.</summary>
public sealed class PlanFileFuzzTests
{
    private static readonly (byte[] Bytes, PlanFormat Format)[] Files =
    [
        .. new[] { "mspdi-authored/05-calendars.xml", "mspdi/trueppm-all_dependency_types.xml", "xer/10-out-of-sequence-progress.xer", "p6/11-mandatory-start-finish.xer", "csv/european_decimals.csv" }
            .Select(f => (File.ReadAllBytes(Path.Combine(PlanCases.Folder, f)), PlanFiles.FormatOf(f)!.Value)),
    ];

    private static readonly Gen<(int At, byte Value)> Change = Gen.Select(Gen.Int[0, 20_000], Gen.OneOf(Gen.Byte, Gen.Char["<>&/0129-|()\t;,\""].Select(c => (byte)c)));

    [Fact]
    public void A_damaged_file_is_read_or_refused_with_a_reason() => Gen.Select(Gen.Int[0, Files.Length - 1], Gen.Int[1, 100], Change.Array[0, 12], Gen.Int[0, 20_000], Gen.Int[0, 400]).Sample((which, percent, changes, from, length) =>
    {
        var (bytes, format) = Files[which];
        var damaged = bytes.AsSpan(0, percent > 50 ? bytes.Length : bytes.Length * percent / 50).ToArray();
        if (damaged.Length == 0) return;
        foreach (var (at, value) in changes) damaged[at % damaged.Length] = value;
        from %= damaged.Length;
        byte[] doubled = [.. damaged[..from], .. damaged[from..Math.Min(damaged.Length, from + length)], .. damaged[from..]];
        try
        {
            var plan = PlanFiles.Read(new MemoryStream(doubled), format, PlanGen.Start);
            Assert.All(plan.Warnings, w => Assert.NotEmpty(w.Message));
            var schedule = Schedule.Compute(plan.ToPlan());
            Assert.NotNull(ScheduleComparison.Of(plan, schedule));
            using var memory = new MemoryStream();
            Mspdi.Write(plan.WithDates(schedule), memory);
            Xer.Write(plan.WithDates(schedule), memory);
        }
        catch (PlanException)
        {
            // Refused with a reason: what the test allows.
        }
    }, iter: 5_000);
}
