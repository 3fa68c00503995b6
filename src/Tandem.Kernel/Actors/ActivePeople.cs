using Tandem.Contracts.Access;
using Tandem.Contracts.Ids;
using Tandem.Kernel.Problems;

namespace Tandem.Kernel.Actors;

/// <summary>Work, numbers and plans belong to accounts that are active in the workspace.</summary>
public static class ActivePeople
{
    /// <param name="people">The workspace's accounts.</param>
    /// <param name="id">Who is named.</param>
    /// <param name="field">The field that names them.</param>
    /// <param name="code">The problem to say where they are not active here; its words get field and id.</param>
    /// <param name="cancel">Ends the reading.</param>
    /// <exception cref="ProblemException">400 with the code, at the field.</exception>
    public static async ValueTask<AccountId> RequireActiveAsync(this IPeople people, AccountId id, string field, string code, CancellationToken cancel) =>
        await people.FindAsync(id, cancel) is { Active: true } ? id : throw ProblemException.Invalid(field, code, field, id);

    /// <summary>The same of an id as it was typed.</summary>
    public static ValueTask<AccountId> RequireActiveAsync(this IPeople people, string? text, string field, string code, CancellationToken cancel) =>
        people.RequireActiveAsync(Guid.TryParse(text, out var id) ? new AccountId(id) : default, field, code, cancel);
}
