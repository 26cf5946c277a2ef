using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace CrmLive.Web.Api;

/// <summary>P22: the API told to programs; <c>GET /api/openapi.json</c>.</summary>
public static class OpenApi
{
    private const string Document = "v1";

    public static IServiceCollection AddApiDocument(this IServiceCollection services) => services.AddOpenApi(Document, options =>
    {
        // Downloads of the pages are no API.
        options.ShouldInclude = endpoint => endpoint.RelativePath?.StartsWith("api/v1/", StringComparison.Ordinal) == true;
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo { Title = "CrmLive", Version = Document };
            // Of whoever asks: an address of this machine would be wrong behind a web server.
            document.Servers = [];
            document.Components ??= new OpenApiComponents();
            document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme> { ["token"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "A token from Settings, as crm_…" } };
            document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("token", document)] = [] }];
            return Task.CompletedTask;
        });
    });

    /// <summary>Said here and not by <c>Accepts</c>, for that would answer every other kind of body by itself, without a word.</summary>
    internal static async Task TellBodyAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken ct)
    {
        var submission = await context.GetOrCreateSchemaAsync(typeof(SubmissionHanded), cancellationToken: ct);
        var file = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" };
        var files = new OpenApiSchema { Type = JsonSchemaType.Object, Properties = new Dictionary<string, IOpenApiSchema> { ["documents"] = new OpenApiSchema { Type = JsonSchemaType.Array, Items = file } } };
        operation.RequestBody = new OpenApiRequestBody
        {
            Required = true,
            Content = new Dictionary<string, OpenApiMediaType>
            {
                ["application/json"] = new OpenApiMediaType { Schema = submission },
                ["multipart/form-data"] = new OpenApiMediaType { Schema = new OpenApiSchema { AllOf = [submission, files] } },
            },
        };
        operation.Parameters = [.. operation.Parameters ?? [], new OpenApiParameter { Name = "Idempotency-Key", In = ParameterLocation.Header, Schema = new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = 200 } }];
    }

    public static void MapApiDocument(this WebApplication app) => app.MapOpenApi("/api/openapi.json").AllowAnonymous();
}
