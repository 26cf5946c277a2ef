using CrmLive.Core.Access;
using CrmLive.Core.Data;
using CrmLive.Core.Live;
using CrmLive.Core.Telephony;
using CrmLive.Core.Telephony.Webhook;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Calls.Feeds;

/// <summary>The keys that count now: the file's and the one of the settings page. Held ready, as each request asks; read anew when somebody changes the settings.</summary>
public sealed class WebhookKeys(CrmDb crm, WebhookOptions fromFile, Vault vault) : IDisposable
{
    private readonly LiveSubscription _news = crm.Bus.Subscribe(LiveTopic.Office);
    private readonly CancellationTokenSource _closing = new();
    private volatile IReadOnlyList<WebhookKey>? _keys;
    private Task? _forgetting;
    private int _changes;

    /// <summary>None: the webhook is switched off.</summary>
    public async ValueTask<IReadOnlyList<WebhookKey>> InForceAsync(CancellationToken ct)
    {
        _forgetting ??= ForgetOnNewsAsync();
        if (_keys is { } known) return known;
        var seen = Volatile.Read(ref _changes);
        await using var db = crm.Open(Actor.System);
        var saved = await db.Set<TelephonySettings>().AsNoTracking().FirstOrDefaultAsync(ct);
        // One that cannot be opened signs nothing: a new one must be made on the settings page.
        WebhookKey[] made = saved is { WebhookEnabled: true } ? [new WebhookKey { Secret = vault.Open(saved.WebhookSecret) ?? "" }] : [];
        IReadOnlyList<WebhookKey> keys = (saved?.WebhookEnabled ?? fromFile.Enabled) ? [.. made.Concat(fromFile.Keys).Where(key => key.IsUsable)] : [];
        // Changed while we read: what we have may be the old ones, good for this once only.
        if (seen == Volatile.Read(ref _changes)) _keys = keys;
        return keys;
    }

    public void Dispose()
    {
        _closing.Cancel();
        _news.Dispose();
        _closing.Dispose();
    }

    private async Task ForgetOnNewsAsync()
    {
        try
        {
            while (true)
            {
                await _news.ReadBatchAsync(_closing.Token);
                Interlocked.Increment(ref _changes);
                _keys = null;
            }
        }
        catch (OperationCanceledException) when (_closing.IsCancellationRequested)
        {
        }
    }
}
