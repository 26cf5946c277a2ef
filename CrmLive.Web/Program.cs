using CrmLive.Web.Hosting;

var builder = WebApplication.CreateBuilder(args);
builder.AddCrmLive();

await using var app = builder.Build();
if (!await app.PrepareOfficeAsync())
{
    return 1;
}

app.UseCrmLive();
await app.RunAsync();
return 0;
