using Tandem.Contracts.Access;

namespace Tandem.Kernel.Actors;

/// <summary>What can be allowed; the table below is DESIGN "Roles".</summary>
public enum Right { Read, ManageWorkspace, ReadAudit, CreateProduct, RunProduct, CreateProject, RunProject, EditItem, RunRules, DecideSignal }

/// <summary>Which role has which right, for a thing of one's own and for any.</summary>
public static class RoleRights
{
    public static bool Allows(Role role, Right right, bool own) => role switch
    {
        Role.Owner => true,
        Role.Pmo => right is Right.Read or Right.ReadAudit or Right.CreateProduct or Right.CreateProject or Right.RunProject or Right.EditItem or Right.DecideSignal
            || own && right is Right.RunProduct,
        Role.ProjectManager => right is Right.Read or Right.CreateProject || own && right is Right.RunProject or Right.EditItem or Right.DecideSignal,
        Role.OperationsLead => right is Right.Read or Right.CreateProduct or Right.RunRules or Right.DecideSignal
            || own && right is Right.RunProduct or Right.EditItem,
        Role.Member => right is Right.Read || own && right is Right.EditItem,
        _ => right is Right.Read,
    };
}
