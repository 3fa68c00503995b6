using Microsoft.AspNetCore.Components;
using Tandem.Kernel.Problems;

namespace Tandem.Automation.Marks;

/// <summary>A page of one thing: what is not there, or not this reader's, is the not-found page.</summary>
public abstract class LoopPage : ComponentBase
{
    [Inject] private NavigationManager Navigation { get; set; } = null!;

    protected abstract Task ReadAsync();

    protected sealed override async Task OnInitializedAsync()
    {
        try
        {
            await ReadAsync();
        }
        catch (ProblemException problem) when (problem.Status == 404)
        {
            Navigation.NotFound();
        }
    }
}
