namespace Tandem.Scheduling.Files;

/// <summary>One Baseline element of a task.</summary>
internal static class MspdiBaseline
{
    public static PlanBaseline Read(LinedElement element, List<PlanWarning> warnings)
    {
        var fields = new Fields(element, warnings);
        return new PlanBaseline(fields.Number("Number") ?? 0, fields.Date("Start"), fields.Date("Finish"), fields.Minutes("Duration"), fields.Minutes("Work"), fields.Cost("Cost"), fields.Rest());
    }
}
