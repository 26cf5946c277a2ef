using CrmLive.Web.Hosting;

var builder = WebApplication.CreateBuilder(CommandLine.SettingsOf(args));
if (Settings.Complaint(builder.Configuration) is { } complaint)
{
    await Console.Error.WriteLineAsync($"CrmLive cannot start. {complaint}");
    return 1;
}

builder.AddCrmLive();
await using var app = builder.Build();
if (CommandLine.IsOne(args))
{
    return await CommandLine.RunAsync(app, args);
}

if (!await app.PrepareOfficeAsync())
{
    return 1;
}

app.UseCrmLive();
await app.RunAsync();
return 0;
