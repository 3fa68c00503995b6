using System.Diagnostics.CodeAnalysis;

namespace Tandem.Contracts.Ids;

/// <summary>Id of a workspace (tenant).</summary>
public readonly record struct WorkspaceId(Guid Value) : ITypedId<WorkspaceId>
{
    public static WorkspaceId New() => TypedId.New<WorkspaceId>();
    public static WorkspaceId From(Guid value) => new(value);
    public static WorkspaceId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s, provider));
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out WorkspaceId result) => TypedId.Read(s, out result);
    public override string ToString() => Value.ToString();
}

/// <summary>Id of an account: a person or service that signs in.</summary>
public readonly record struct AccountId(Guid Value) : ITypedId<AccountId>
{
    public static AccountId New() => TypedId.New<AccountId>();
    public static AccountId From(Guid value) => new(value);
    public static AccountId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s, provider));
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out AccountId result) => TypedId.Read(s, out result);
    public override string ToString() => Value.ToString();
}

/// <summary>Id of an organisation unit.</summary>
public readonly record struct UnitId(Guid Value) : ITypedId<UnitId>
{
    public static UnitId New() => TypedId.New<UnitId>();
    public static UnitId From(Guid value) => new(value);
    public static UnitId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s, provider));
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out UnitId result) => TypedId.Read(s, out result);
    public override string ToString() => Value.ToString();
}

/// <summary>Id of a product.</summary>
public readonly record struct ProductId(Guid Value) : ITypedId<ProductId>
{
    public static ProductId New() => TypedId.New<ProductId>();
    public static ProductId From(Guid value) => new(value);
    public static ProductId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s, provider));
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out ProductId result) => TypedId.Read(s, out result);
    public override string ToString() => Value.ToString();
}

/// <summary>Id of a project.</summary>
public readonly record struct ProjectId(Guid Value) : ITypedId<ProjectId>
{
    public static ProjectId New() => TypedId.New<ProjectId>();
    public static ProjectId From(Guid value) => new(value);
    public static ProjectId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s, provider));
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out ProjectId result) => TypedId.Read(s, out result);
    public override string ToString() => Value.ToString();
}

/// <summary>Id of a program: projects that are steered together.</summary>
public readonly record struct ProgramId(Guid Value) : ITypedId<ProgramId>
{
    public static ProgramId New() => TypedId.New<ProgramId>();
    public static ProgramId From(Guid value) => new(value);
    public static ProgramId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s, provider));
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out ProgramId result) => TypedId.Read(s, out result);
    public override string ToString() => Value.ToString();
}

/// <summary>Id of a work item (WBS node or backlog item).</summary>
public readonly record struct WorkItemId(Guid Value) : ITypedId<WorkItemId>
{
    public static WorkItemId New() => TypedId.New<WorkItemId>();
    public static WorkItemId From(Guid value) => new(value);
    public static WorkItemId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s, provider));
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out WorkItemId result) => TypedId.Read(s, out result);
    public override string ToString() => Value.ToString();
}

/// <summary>Id of a link between two work items.</summary>
public readonly record struct DependencyId(Guid Value) : ITypedId<DependencyId>
{
    public static DependencyId New() => TypedId.New<DependencyId>();
    public static DependencyId From(Guid value) => new(value);
    public static DependencyId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s, provider));
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out DependencyId result) => TypedId.Read(s, out result);
    public override string ToString() => Value.ToString();
}

/// <summary>Id of a metric.</summary>
public readonly record struct MetricId(Guid Value) : ITypedId<MetricId>
{
    public static MetricId New() => TypedId.New<MetricId>();
    public static MetricId From(Guid value) => new(value);
    public static MetricId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s, provider));
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out MetricId result) => TypedId.Read(s, out result);
    public override string ToString() => Value.ToString();
}

/// <summary>Id of a dashboard.</summary>
public readonly record struct DashboardId(Guid Value) : ITypedId<DashboardId>
{
    public static DashboardId New() => TypedId.New<DashboardId>();
    public static DashboardId From(Guid value) => new(value);
    public static DashboardId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s, provider));
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out DashboardId result) => TypedId.Read(s, out result);
    public override string ToString() => Value.ToString();
}

/// <summary>Id of a saved question.</summary>
public readonly record struct QuestionId(Guid Value) : ITypedId<QuestionId>
{
    public static QuestionId New() => TypedId.New<QuestionId>();
    public static QuestionId From(Guid value) => new(value);
    public static QuestionId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s, provider));
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out QuestionId result) => TypedId.Read(s, out result);
    public override string ToString() => Value.ToString();
}

/// <summary>Id of a target.</summary>
public readonly record struct TargetId(Guid Value) : ITypedId<TargetId>
{
    public static TargetId New() => TypedId.New<TargetId>();
    public static TargetId From(Guid value) => new(value);
    public static TargetId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s, provider));
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out TargetId result) => TypedId.Read(s, out result);
    public override string ToString() => Value.ToString();
}

/// <summary>Id of a rule.</summary>
public readonly record struct RuleId(Guid Value) : ITypedId<RuleId>
{
    public static RuleId New() => TypedId.New<RuleId>();
    public static RuleId From(Guid value) => new(value);
    public static RuleId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s, provider));
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out RuleId result) => TypedId.Read(s, out result);
    public override string ToString() => Value.ToString();
}

/// <summary>Id of a signal.</summary>
public readonly record struct SignalId(Guid Value) : ITypedId<SignalId>
{
    public static SignalId New() => TypedId.New<SignalId>();
    public static SignalId From(Guid value) => new(value);
    public static SignalId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s, provider));
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out SignalId result) => TypedId.Read(s, out result);
    public override string ToString() => Value.ToString();
}

/// <summary>Id of a background job.</summary>
public readonly record struct JobId(Guid Value) : ITypedId<JobId>
{
    public static JobId New() => TypedId.New<JobId>();
    public static JobId From(Guid value) => new(value);
    public static JobId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s, provider));
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out JobId result) => TypedId.Read(s, out result);
    public override string ToString() => Value.ToString();
}

/// <summary>Id of an outbox message.</summary>
public readonly record struct MessageId(Guid Value) : ITypedId<MessageId>
{
    public static MessageId New() => TypedId.New<MessageId>();
    public static MessageId From(Guid value) => new(value);
    public static MessageId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s, provider));
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out MessageId result) => TypedId.Read(s, out result);
    public override string ToString() => Value.ToString();
}
