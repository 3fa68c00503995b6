using Tandem.Kernel.Actors;

namespace Tandem.Delivery.Projects;

/// <summary>Who may run a project: who has the right, and its manager.</summary>
internal static class ProjectRights
{
    /// <summary>The project, where whoever acts may run it.</summary>
    /// <exception cref="Kernel.Problems.ProblemException">403 where not.</exception>
    public static Project RequireRun(this ActorScope actor, Project project)
    {
        actor.Current.Require(Right.RunProject, project.Id.Value, project.IsRunBy(actor.Current.Account));
        return project;
    }
}
