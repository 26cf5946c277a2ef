using CrmLive.Core.Access;
using CrmLive.Core.Data;
using CrmLive.Core.Office;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Users;

/// <summary>What every new office starts with: its settings, a branch, the built-in roles and the words of its dictionaries.</summary>
public sealed class FirstOffice(CrmDb crm, PermissionCatalog catalog)
{
    private static readonly (DictionaryKind Kind, string[] Keys)[] Words =
    [
        (DictionaryKind.ClientStatus, [.. ClientStatusKeys.InFunnelOrder]),
        (DictionaryKind.Purpose, ["first-presentation", "site-visit", "negotiation", "signing", "handover", "other"]),
        (DictionaryKind.Priority, ["low", "normal", "high", "urgent"]),
        (DictionaryKind.Place, ["sales-office", "building-site", "client-place", "online", "notary"]),
        (DictionaryKind.ContactWay, ["office-visit", "phone", "contact-form", "mail", "portal", "broker", "chat"]),
        (DictionaryKind.SourceType, ["advertisement", "recommendation", "website", "portal", "broker", "outdoor"]),
        (DictionaryKind.Channel, ["telephony", "site", "mail", "manual", "broker", "api"]),
        (DictionaryKind.LeadQuality, ["target", "non-target", "spam", "repeat", "unknown"]),
        (DictionaryKind.EndReason, ["price", "competitor", "financing", "layout", "neighbourhood", "no-contact", "wrong-data", "refused"]),
        (DictionaryKind.NoteType, ["company", "phone", "planned-email"]),
        (DictionaryKind.DeleteReason, ["test", "wrong-data", "other"]),
    ];

    internal static readonly (BuiltInRoles Of, string Key, Scope Scope)[] BuiltIn =
    [
        (BuiltInRoles.Administrator, "administrator", Scope.All),
        (BuiltInRoles.Manager, "manager", Scope.Branch),
        (BuiltInRoles.Advisor, "advisor", Scope.Branch),
        (BuiltInRoles.Receptionist, "receptionist", Scope.All),
        (BuiltInRoles.DataProtectionOfficer, "data-protection-officer", Scope.All),
    ];

    public async Task<bool> IsNeededAsync(CancellationToken ct)
    {
        await using var db = crm.Open(Actor.System);
        return !await db.Set<OfficeSettings>().AnyAsync(ct);
    }

    /// <summary>Creates the office and its first administrator, whose password hash the caller has made. Throws when there is an office already.</summary>
    public async Task CreateAsync(OfficeSettings settings, User? administrator, CancellationToken ct)
    {
        await using var db = crm.Open(Actor.System);
        if (await db.Set<OfficeSettings>().AnyAsync(ct))
        {
            throw new InvalidOperationException("There is an office already.");
        }

        settings.Id = OfficeSettings.TheOne;
        settings.CreatedAt = crm.Clock.GetUtcNow().UtcDateTime;
        db.Add(settings);
        foreach (var (kind, keys) in Words)
        {
            db.AddRange(keys.Select((key, position) => new DictionaryEntry { Kind = kind, Key = key, Position = position }));
        }

        var roles = Roles();
        db.AddRange(roles.Values);
        if (administrator is not null)
        {
            administrator.Role = roles[BuiltInRoles.Administrator];
            administrator.Branch = new Branch { Name = settings.Name };
            db.Add(administrator);
        }

        await db.SaveChangesAsync(ct);
    }

    private Dictionary<BuiltInRoles, Role> Roles() =>
        BuiltIn.ToDictionary(one => one.Of, one => new Role { Key = one.Key, Scope = one.Scope, Permissions = catalog.Of(one.Of) });
}
