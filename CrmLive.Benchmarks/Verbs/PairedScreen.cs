using System.Net.Http.Json;
using System.Text.Json;
using CrmLive.Benchmarks.Circuit;
using CrmLive.Core.Access;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Live;
using CrmLive.Core.Office;
using CrmLive.Core.Wall;

namespace CrmLive.Benchmarks.Verbs;

/// <summary>A television that has asked for its code as every other, and whose administrator sits in this process.</summary>
internal static class PairedScreen
{
    public static async Task<Visitor> PairAsync(this AppUnderTest app, CancellationToken ct)
    {
        var screen = new Visitor(app.Visitor.Home);
        using var answer = await screen.Http.PostAsync(new Uri("wall/pair", UriKind.Relative), null, ct);
        var code = (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>(ct)).GetProperty("code").GetString()!;
        await using var bus = new InProcessLiveBus();
        var office = new OfficeClock(new OfficeTime(TimeZoneInfo.FindSystemTimeZoneById(new OfficeSettings().TimeZone)));
        await using var crm = new CrmDb(new DataOptions { Folder = app.Data }, bus, office, TimeProvider.System);
        var saved = await new ScreenCommands(crm).ApproveAsync(Actor.System, code, new() { Name = "Bench", Pages = WallPages.All.ToValueList() }, ct);
        return saved.Ok ? screen : throw new InvalidOperationException("The screen was not approved.");
    }
}
