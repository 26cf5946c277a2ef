using System.Text.Json;
using CrmLive.Core.Common;
using CrmLive.Web.Submissions;
using Microsoft.Extensions.Localization;

namespace CrmLive.Web.Api;

/// <summary>What the API says when it does not do what it was asked (RFC 9457).</summary>
internal static class ApiProblems
{
    public static IResult NoToken { get; } = Results.Problem("Send \"Authorization: Bearer crm_…\" with a token from Settings.", statusCode: StatusCodes.Status401Unauthorized);

    public static IResult TooMany { get; } = Results.Problem("Too many requests; Retry-After says how long to wait.", statusCode: StatusCodes.Status429TooManyRequests);

    public static IResult NoForm { get; } = Results.Problem("There is no such form for this token, or it is switched off. Nothing was taken.", statusCode: StatusCodes.Status404NotFound);

    public static IResult NoSubmission { get; } = Results.Problem("There is no such submission of this token's forms.", statusCode: StatusCodes.Status404NotFound);

    public static IResult KeyUnusable { get; } = Results.Problem("Idempotency-Key is one value of 1 to 200 visible ASCII characters.", statusCode: StatusCodes.Status400BadRequest);

    public static IResult NotJson { get; } = Results.Problem("The body is not the JSON object that a submission is.", statusCode: StatusCodes.Status400BadRequest);

    public static IResult UnknownType { get; } = Results.Problem("A submission is application/json, or multipart/form-data with files.", statusCode: StatusCodes.Status415UnsupportedMediaType);

    public static IResult TooMuch { get; } = Results.Problem("The body is larger than a submission may be. Nothing was taken.", statusCode: StatusCodes.Status413PayloadTooLarge);

    public static IResult MayNot(string permission) => Results.Problem($"The token lacks the permission {permission}.", statusCode: StatusCodes.Status403Forbidden);

    /// <summary>Each by its field: for people in their language, for programs as a word.</summary>
    public static IResult Wrong(ValueList<Problem> problems, HttpContext http)
    {
        var text = http.RequestServices.GetRequiredService<IStringLocalizer<SubmissionsText>>();
        return Results.ValidationProblem(
            By(problems, problem => (problem.Of is null ? "" : problem.Of + ": ") + text["Problem." + problem.Key].Value),
            "Nothing was taken.", statusCode: StatusCodes.Status422UnprocessableEntity,
            extensions: new Dictionary<string, object?> { ["codes"] = By(problems, problem => problem.Key) });
    }

    private static Dictionary<string, string[]> By(ValueList<Problem> problems, Func<Problem, string> said) =>
        problems.GroupBy(problem => JsonNamingPolicy.CamelCase.ConvertName(problem.Field)).ToDictionary(field => field.Key, field => field.Select(said).ToArray());
}
