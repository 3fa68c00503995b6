using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tandem.Contracts.Ids;
using Tandem.Kernel.Actors;
using Tandem.Kernel.Problems;
using Tandem.Metrics.Asking;

namespace Tandem.Insight.Questions;

/// <summary><c>POST /api/products/{productId}/insights/{kind}</c>: asks a question of a product's events.</summary>
internal static class AskQuestion
{
    internal delegate Task<object> Answer(Asker asker, Subject subject, Fields fields, CancellationToken cancel);

    internal static readonly IReadOnlyDictionary<string, Answer> Kinds = new Dictionary<string, Answer>
    {
        ["trends"] = AskTrends.AnswerAsync,
        ["funnel"] = AskFunnel.AnswerAsync,
        ["retention"] = AskRetention.AnswerAsync,
        ["active_users"] = AskActiveUsers.AnswerAsync,
        ["funnel_trends"] = AskFunnelTrends.AnswerAsync,
        ["time_to_convert"] = AskTimeToConvert.AnswerAsync,
        ["lifecycle"] = AskLifecycle.AnswerAsync,
        ["stickiness"] = AskStickiness.AnswerAsync,
        ["sessions"] = AskSessions.AnswerAsync,
        ["paths"] = AskPaths.AnswerAsync,
        ["heatmap"] = AskHeatmap.AnswerAsync,
    };

    public static void Map(IEndpointRouteBuilder app) => app.MapPost("/api/products/{productId}/insights/{kind}", HandleAsync)
        .WithName("askQuestion").WithTags("Insight").Produces(200, contentType: "application/json").ProducesProblem(400).ProducesProblem(404).ProducesProblem(503);

    private static async Task<IResult> HandleAsync(ProductId productId, string kind, JsonElement query, ActorScope actor, Asker asker, AnswerCache cache, CancellationToken cancel)
    {
        actor.Current.Require(Right.Read, productId.Value);
        var answer = Kinds.GetValueOrDefault(kind) ?? throw ProblemException.NotFound();
        var subject = await asker.SubjectAsync(productId, cancel);
        try
        {
            var said = await cache.GetAsync(asker, subject, kind + query.GetRawText(), () => answer(asker, subject, new Fields(query), cancel), cancel);
            return Results.Bytes(QuestionJson.Write(said, subject.Through.Received), "application/json");
        }
        catch (QuestionException wrong) { throw Problem(wrong); }
    }

    /// <summary>A wrong question is a 400 that names the field.</summary>
    public static ProblemException Problem(QuestionException wrong) => new(400, "question." + wrong.Code, wrong.Field, [wrong.Field, .. wrong.Args]);
}
