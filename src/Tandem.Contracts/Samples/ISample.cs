using Tandem.Contracts.Ids;

namespace Tandem.Contracts.Samples;

/// <summary>What the sample's steps tell each other. Steps run in order; each fills in what it made.</summary>
public sealed class SampleContext
{
    /// <summary><c>en</c> or <c>zh-CN</c>: names in the sample's plan, rules and people.</summary>
    public required string Language { get; init; }

    /// <summary>Folder <c>samples/</c> of the program.</summary>
    public required string Folder { get; init; }

    /// <summary>Where a step tells what a person should read when all is done (the accounts, the address).</summary>
    public List<string> Notes { get; } = [];

    public WorkspaceId Workspace { get; set; }
    public AccountId Owner { get; set; }
    public AccountId ProjectManager { get; set; }
    public AccountId OperationsLead { get; set; }
    public ProductId Product { get; set; }
    public ProjectId Project { get; set; }
}

/// <summary>One step of filling in the sample: people, product and events, plan, rules. It must leave nothing where it ran to its end before (a fill restarts after a crash).</summary>
public interface ISampleStep
{
    /// <summary>Steps of this order and later run after the past weeks were lived through.</summary>
    const int AfterTheWeeks = 100;

    /// <summary>10 people, 20 product, metrics and events, 30 project and plan, 40 rules, 100 risks.</summary>
    int Order { get; }

    /// <summary>Key of the words that name the step in the progress line.</summary>
    string Name { get; }

    Task RunAsync(SampleContext context, IProgress<double> progress, CancellationToken cancel);
}

/// <summary>Lives through one past week of the sample: called at each week's close with the product's clock fixed there. 10 rules, 20 work.</summary>
public interface ISampleWeek
{
    int Order { get; }

    Task RunAsync(SampleContext context, DateTime utc, CancellationToken cancel);
}
