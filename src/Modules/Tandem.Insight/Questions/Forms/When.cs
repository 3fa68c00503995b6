using System.Text.Json.Nodes;

namespace Tandem.Insight.Questions.Forms;

/// <summary>The part that the questions of all pages share: from which day to which, and the one condition.</summary>
internal sealed record When(DateOnly From, DateOnly To, JsonArray? Filters)
{
    public static When Of(QueryText query, DateOnly from, DateOnly to) => new(query.Date("from", from), query.Date("to", to), query.Filters());

    /// <summary>The question with its time and condition.</summary>
    public JsonObject Put(JsonObject question)
    {
        question["date_from"] = From.ToString("O");
        question["date_to"] = To.ToString("O");
        if (Filters is not null) question["filters"] = Filters.DeepClone();
        return question;
    }
}
