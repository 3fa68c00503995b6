using Tandem.Contracts.Access;
using Tandem.Contracts.Ids;
using Tandem.Contracts.Insight;
using Tandem.Delivery.Programs;
using Tandem.Kernel.Problems;
using Tandem.Kernel.Wording;

namespace Tandem.Delivery.Pages;

/// <summary>What every page of a program shows. Days count in the calendar of the project that they are said of.</summary>
internal sealed record ProgramView(ProgramPicture Picture, ProgramAnswer Answer, DateOnly Today, IReadOnlyDictionary<AccountId, string> Names, bool MayRun)
{
    public string Href => $"/programs/{Answer.Id}";

    public string NameOf(ProjectId project) => Picture.Projects.FirstOrDefault(row => row.Project.Id == project)?.Project.Name ?? "–";

    public string? NameOf(AccountId? account) => account is { } id ? Names.GetValueOrDefault(id) : null;

    public string Date(DateTime time) => Formats.TableDate(DateOnly.FromDateTime(time), Today);

    public static string ItemHref(ProgramItem item) => $"/projects/{item.Project}/items/{item.Id}";

    /// <summary>An item with the project it is of.</summary>
    public string Name(ProgramItem item) => $"{NameOf(item.Project)}: {item.Wbs} {item.Name}";

    public int MinutesPerDay(ProjectId project) => Picture.Projects.FirstOrDefault(row => row.Project.Id == project)?.Plan.Head.MinutesPerDay ?? 480;

    public string Days(ProjectId project, long? minutes) => minutes is { } known ? Formats.Duration(known, MinutesPerDay(project)) : "–";
}

/// <summary>Reads a program's view once a request.</summary>
internal sealed class ProgramReading(ReadPrograms programs, IPeople people, IProductClocks clocks, TimeProvider time)
{
    private readonly Dictionary<ProgramId, ProgramView> _read = [];

    /// <summary>Null where the workspace has no such program.</summary>
    public async Task<ProgramView?> FindAsync(string? id, CancellationToken cancel = default)
    {
        if (!Guid.TryParse(id, out var value)) return null;
        try
        {
            return await GetAsync(new ProgramId(value), cancel);
        }
        catch (ProblemException missing) when (missing.Status == 404)
        {
            return null;
        }
    }

    /// <exception cref="ProblemException">404 where the workspace has no such program.</exception>
    public async Task<ProgramView> GetAsync(ProgramId id, CancellationToken cancel = default)
    {
        if (_read.TryGetValue(id, out var known)) return known;
        var picture = await programs.ReadAsync(id, cancel);
        var today = picture.Projects.Count > 0 ? (await clocks.GetAsync(picture.Projects[0].Project.Product, cancel)).Today : DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        var names = (await people.ListAsync(cancel)).ToDictionary(person => person.Id, person => person.Name);
        return _read[id] = new(picture, await GetProgram.OfAsync(programs, picture, cancel), today, names, programs.MayRun(picture.Program));
    }
}
