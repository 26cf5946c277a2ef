using System.Text.Json;
using CrmLive.Core.Clients;
using CrmLive.Core.Clients.Merging;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace CrmLive.Core.Roster.Import;

/// <summary>Tells a known client what a row knows and the card does not. Nothing a colleague has written is overwritten by a file.</summary>
internal static class FillIn
{
    /// <summary>What was added, so that it can be taken back; null when the card knew it all.</summary>
    public static RowTold? Fill(EntityEntry<Client> entry, ImportRow row, DateTime now)
    {
        var client = entry.Entity;
        var fields = new List<ChangedField>();
        void Take(string name, object? value)
        {
            var property = entry.Property(name);
            if (value is not null && property.CurrentValue is null or "")
            {
                fields.Add(new ChangedField(name, JsonSerializer.SerializeToElement(property.CurrentValue), JsonSerializer.SerializeToElement(value)));
                property.CurrentValue = value;
            }
        }

        if (string.IsNullOrEmpty(client.FirstName) && string.IsNullOrEmpty(client.LastName))
        {
            Take(nameof(Client.FirstName), row.Card.FirstName);
            Take(nameof(Client.LastName), row.Card.LastName);
        }

        Take(nameof(Client.Company), row.Card.Company);
        Take(nameof(Client.Town), row.Card.Town);
        Take(nameof(Client.Description), row.Card.Description);
        Take(nameof(Client.ExternalId), row.Card.ExternalId);
        if (client.SourceId is null && row.Card.SourceId is not null)
        {
            Take(nameof(Client.SourceId), row.Card.SourceId);
            Take(nameof(Client.SourceAt), now);
        }

        var phones = row.Phones.Where(p => !client.Phones.Exists(had => had.E164 == p.E164)).ToList();
        var emails = row.Emails.Where(e => !client.Emails.Exists(had => had.Folded == ClientCommands.Fold(e))).ToList();
        var investments = row.InvestmentIds.Where(id => !client.Interests.Exists(had => had.InvestmentId == id)).ToList();
        client.Phones.AddRange(phones.Select(p => new ClientPhone { Raw = p.Raw, E164 = p.E164 }));
        client.Emails.AddRange(emails.Select(e => new ClientEmail { Address = e, Folded = ClientCommands.Fold(e) }));
        client.Interests.AddRange(investments.Select(id => new ClientInterest { InvestmentId = id }));
        client.SearchKey = client.KeyOf();
        return fields.Count + phones.Count + emails.Count + investments.Count == 0
            ? null
            : new RowTold { IsFilled = true, Fields = fields, Phones = [.. phones.Select(p => p.E164)], Emails = [.. emails.Select(ClientCommands.Fold)], Investments = investments };
    }

    /// <summary>Takes away what is still as the file said it; what somebody has changed since is theirs.</summary>
    public static void TakeBack(EntityEntry<Client> entry, RowTold told)
    {
        var client = entry.Entity;
        foreach (var field in told.Fields)
        {
            var property = entry.Property(field.Name);
            if (Equals(property.CurrentValue, field.After.Deserialize(property.Metadata.ClrType)))
            {
                property.CurrentValue = field.Before.Deserialize(property.Metadata.ClrType);
            }
        }

        client.Phones.RemoveAll(p => told.Phones.Contains(p.E164));
        client.Emails.RemoveAll(e => told.Emails.Contains(e.Folded));
        client.Interests.RemoveAll(i => told.Investments.Contains(i.InvestmentId));
        client.SearchKey = client.KeyOf();
    }
}
