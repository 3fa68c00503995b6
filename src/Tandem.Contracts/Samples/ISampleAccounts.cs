namespace Tandem.Contracts.Samples;

/// <summary>The demo's people, for every later start. Answered by Access.</summary>
public interface ISampleAccounts
{
    /// <summary>A line a person: role, name and e-mail, as at the first start but without the password. Empty where the folder is no demo.</summary>
    Task<IReadOnlyList<string>> LinesAsync(CancellationToken cancel);
}
