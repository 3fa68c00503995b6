using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tandem.Contracts.Ids;
using Tandem.Kernel.Actors;
using Tandem.Kernel.Data;
using Tandem.Kernel.Jobs;
using Tandem.Kernel.Problems;
using Tandem.Kernel.Web;

namespace Tandem.Server.Tests.House;

public sealed class IdempotencyTests
{
    private static Task<HttpResponse> PostAsync(KernelFloor floor, Func<HttpContext, KernelDbContext, Task> work, CancellationToken aborted = default) => floor.InScopeAsync(async services =>
    {
        var kernel = services.GetRequiredService<KernelDbContext>();
        var http = new DefaultHttpContext { RequestServices = services, RequestAborted = aborted };
        (http.Request.Method, http.Request.Path, http.Request.Body, http.Response.Body) = ("POST", "/api/things", new MemoryStream("{}"u8.ToArray()), new MemoryStream());
        http.Request.Headers["Idempotency-Key"] = "one";
        await new Idempotency(context => work(context, kernel)).InvokeAsync(http, services.GetRequiredService<ActorScope>(), kernel, floor.Time);
        return http.Response;
    });

    private static string Text(HttpResponse answer) => Encoding.UTF8.GetString(((MemoryStream)answer.Body).ToArray());

    [Fact]
    public async Task Of_two_requests_with_one_key_at_once_one_is_done_and_the_other_told_to_wait()
    {
        await using var floor = await KernelFloor.StartAsync();
        var (begun, go, done) = (new TaskCompletionSource(), new TaskCompletionSource(), 0);
        async Task WorkAsync(HttpContext http, KernelDbContext kernel)
        {
            done++;
            begun.TrySetResult();
            await go.Task;
            http.Response.StatusCode = 201;
            await http.Response.WriteAsync("made");
        }
        var first = PostAsync(floor, WorkAsync);
        await begun.Task;
        var refused = await Assert.ThrowsAsync<ProblemException>(() => PostAsync(floor, WorkAsync));
        Assert.Equal((409, "idempotency_key_in_use"), (refused.Status, refused.Code));
        go.SetResult();
        Assert.Equal("made", Text(await first));
        var again = await PostAsync(floor, WorkAsync);
        Assert.Equal((201, "made", "true", 1), (again.StatusCode, Text(again), again.Headers["Idempotent-Replay"].ToString(), done));
    }

    [Fact]
    public async Task Who_hangs_up_finds_the_answer_when_asking_again()
    {
        await using var floor = await KernelFloor.StartAsync();
        using var hung = new CancellationTokenSource();
        var done = 0;
        async Task WorkAsync(HttpContext http, KernelDbContext kernel)
        {
            done++;
            await hung.CancelAsync();
            http.RequestAborted.ThrowIfCancellationRequested();
            http.Response.StatusCode = 201;
            await http.Response.WriteAsync("made");
        }
        _ = await Record.ExceptionAsync(() => PostAsync(floor, WorkAsync, hung.Token));
        var again = await PostAsync(floor, WorkAsync);
        Assert.Equal((201, "made", 1), (again.StatusCode, Text(again), done));
    }

    [Fact]
    public async Task What_a_failed_request_left_unsaved_stays_unsaved_and_it_may_be_tried_again()
    {
        await using var floor = await KernelFloor.StartAsync();
        await Assert.ThrowsAsync<InvalidOperationException>(() => PostAsync(floor, (_, kernel) =>
        {
            kernel.Add(new Job { Id = JobId.New(), Workspace = floor.Workspace, Kind = "half" });
            throw new InvalidOperationException();
        }));
        Assert.Equal(0, await floor.InScopeAsync(services => services.GetRequiredService<KernelDbContext>().Jobs.CountAsync()));
        Assert.Equal("made", Text(await PostAsync(floor, (http, _) => http.Response.WriteAsync("made"))));
    }
}
