using System.Buffers.Text;
using System.Security.Cryptography;
using CrmLive.Core.Access;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Office;
using CrmLive.Core.Telephony;
using CrmLive.Core.Telephony.Asterisk;
using CrmLive.Core.Telephony.Webhook;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Calls.Feeds;

/// <summary>Switches the adapters on and off; the feeds hear of it by the doorbell and follow.</summary>
public sealed class TelephonyCommands(CrmDb crm, AsteriskOptions asterisk, WebhookOptions webhook, Vault vault)
{
    /// <summary>As it is in force now: saved here, or from the configuration file. Secrets stay where they are.</summary>
    public async Task<TelephonySettings> InForceAsync(Actor actor, CancellationToken ct)
    {
        actor.Require(OfficePermissions.Settings);
        await using var db = crm.Open(actor);
        var settings = await db.Set<TelephonySettings>().AsNoTracking().SingleOrDefaultAsync(ct) ?? FromFile();
        settings.AsteriskSecret = settings.WebhookSecret = SealedText.None;
        return settings;
    }

    /// <param name="asteriskSecret">As typed; empty leaves the one that was there.</param>
    public async Task<Saved> SaveAsync(Actor actor, TelephonySettings edit, string asteriskSecret, CancellationToken ct)
    {
        actor.Require(OfficePermissions.Settings);
        if (edit.AsteriskEnabled && string.IsNullOrWhiteSpace(edit.AsteriskHost))
        {
            return Saved.Invalid(new Problem(nameof(edit.AsteriskHost), "missing"));
        }

        if (edit.AsteriskPort is < 1 or > 65535)
        {
            return Saved.Invalid(new Problem(nameof(edit.AsteriskPort), "port"));
        }

        if (!AsteriskOptions.IsPattern(edit.ExtensionPattern))
        {
            return Saved.Invalid(new Problem(nameof(edit.ExtensionPattern), "pattern"));
        }

        await using var db = crm.Open(actor);
        var saved = await db.Set<TelephonySettings>().SingleOrDefaultAsync(ct);
        var secrets = saved ?? FromFile();
        edit.Id = TelephonySettings.TheOne;
        edit.AsteriskSecret = asteriskSecret.Length > 0 ? vault.Seal(asteriskSecret) : secrets.AsteriskSecret;
        edit.WebhookSecret = secrets.WebhookSecret;
        if (saved is null)
        {
            db.Add(edit);
        }
        else
        {
            db.Entry(saved).CurrentValues.SetValues(edit);
        }

        return await db.SaveOrSayWhoAsync(saved ?? edit, ct);
    }

    /// <summary>The new secret of the webhook, shown this once; the one before it is void at once.</summary>
    public async Task<string> NewWebhookSecretAsync(Actor actor, CancellationToken ct)
    {
        actor.Require(OfficePermissions.Settings);
        await using var db = crm.Open(actor);
        var saved = await db.Set<TelephonySettings>().SingleOrDefaultAsync(ct);
        if (saved is null)
        {
            saved = FromFile();
            db.Add(saved);
        }

        var secret = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        saved.WebhookSecret = vault.Seal(secret);
        await db.SaveChangesAsync(ct);
        return secret;
    }

    private TelephonySettings FromFile() => new()
    {
        AsteriskEnabled = asterisk.Enabled,
        AsteriskHost = asterisk.Host,
        AsteriskPort = asterisk.Port,
        AsteriskUser = asterisk.User,
        AsteriskSecret = vault.Seal(asterisk.Secret),
        InboundContexts = [.. asterisk.InboundContexts],
        OfficeContexts = [.. asterisk.OfficeContexts],
        ExtensionPattern = asterisk.ExtensionPattern,
        OutsidePrefix = asterisk.OutsidePrefix,
        Device = asterisk.Device,
        DialContext = asterisk.DialContext,
        RecordingsFolder = asterisk.RecordingsFolder,
        WebhookEnabled = webhook.Enabled,
    };
}
