using CrmLive.Core.Common;
using CrmLive.Core.Submissions;
using CrmLive.Web.Account;
using CrmLive.Web.Hosting;
using CrmLive.Web.Submissions;
using Microsoft.AspNetCore.Mvc;

namespace CrmLive.Web.Api;

/// <summary>P22: brokers' programs hand clients in by the rules of the form their token is for; docs/api.md.</summary>
public static class SubmissionApi
{
    public static string AddressOf(int submissionId) => $"/api/v1/submissions/{submissionId}";

    public static void MapSubmissionApi(this WebApplication app)
    {
        var api = app.MapGroup("/api/v1").AllowAnonymous().DisableAntiforgery().RequireRateLimiting(RateLimits.Api)
            .WithMetadata(new SaysTooMany(http => ApiProblems.TooMany.ExecuteAsync(http)))
            .AddEndpointFilter(new TokenOnly(SubmissionPermissions.HandIn))
            .ProducesProblem(StatusCodes.Status401Unauthorized).ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status429TooManyRequests)
            .WithTags("Submissions");
        api.MapGet("/forms", FormsAsync).Produces<IReadOnlyList<FormOffered>>().WithSummary("The forms this token hands in through, with what each offers and asks.");
        api.MapGet("/forms/{formId:int}", FormAsync).Produces<FormOffered>().ProducesProblem(StatusCodes.Status404NotFound).WithSummary("One of them.");
        api.MapGet("/submissions/{submissionId:int}", StateAsync).Produces<SubmissionStanding>().ProducesProblem(StatusCodes.Status404NotFound).WithSummary("How the office has decided.");
        api.MapPost("/submissions", TakeAsync).WithMetadata(new DisableRequestSizeLimitAttribute())
            .Produces<SubmissionTaken>(StatusCodes.Status201Created).Produces<SubmissionTaken>()
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status415UnsupportedMediaType).ProducesValidationProblem(StatusCodes.Status422UnprocessableEntity)
            .WithSummary("Hands a client in; with files as multipart/form-data, the fields first.")
            .AddOpenApiOperationTransformer(OpenApi.TellBodyAsync)
            .WithDescription("The header Idempotency-Key makes a repeated request the same submission, answered with 200 instead of 201.");
    }

    private static async Task<IResult> FormsAsync(HttpContext http, HandIn desk) =>
        Results.Ok((await desk.FormsAsync(await http.ActorAsync(), http.RequestAborted)).Select(FormOffered.Of).ToArray());

    private static async Task<IResult> FormAsync(HttpContext http, int formId, HandIn desk) =>
        await desk.FormAsync(await http.ActorAsync(), formId, http.RequestAborted) is { } form ? Results.Ok(FormOffered.Of(form)) : ApiProblems.NoForm;

    private static async Task<IResult> StateAsync(HttpContext http, int submissionId, HandIn desk)
    {
        http.Response.Headers.CacheControl = "no-store";
        return await desk.StateAsync(await http.ActorAsync(), submissionId, http.RequestAborted) is { } state ? Results.Ok(SubmissionStanding.Of(state, http)) : ApiProblems.NoSubmission;
    }

    private static async Task<IResult> TakeAsync(HttpContext http, HandIn desk)
    {
        http.Response.Headers.CacheControl = "no-store";
        var actor = await http.ActorAsync();
        if (OnceKey.Of(actor, http.Request.Headers["Idempotency-Key"]) is not { Usable: true } once)
        {
            return ApiProblems.KeyUnusable;
        }

        var (handed, sent, fault) = await SubmissionHanded.ReadAsync(http);
        await using (sent)
        {
            if (handed is null)
            {
                return fault!;
            }

            var taken = await desk.TakeAsync(actor, handed.ToNew(once.Key, sent?.Files ?? []), http.RequestAborted);
            return taken.Outcome switch
            {
                SavedOutcome.Done => SubmissionTaken.Answer(taken, handed, http),
                SavedOutcome.Invalid => ApiProblems.Wrong(taken.Problems, http),
                _ => ApiProblems.NoForm,
            };
        }
    }
}
