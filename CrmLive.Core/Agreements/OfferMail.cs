using System.Globalization;
using System.Text;
using CrmLive.Core.Common;
using CrmLive.Core.Mail;
using CrmLive.Core.Office;
using CrmLive.Core.Users;

namespace CrmLive.Core.Agreements;

/// <summary>What an offer says, in the office's language; signed by whoever sends it.</summary>
internal sealed class OfferMail(MailWords words, OfficeSettings office, User? sender)
{
    public OutboxMail Of(Offer offer, IReadOnlyList<Unit> units, string to, DateTime now)
    {
        var body = new StringBuilder();
        body.Append(words["Offer.Hello"]).Append("\n\n").Append(words["Offer.Text"]).Append("\n\n");
        foreach (var unit in units)
        {
            body.Append("– ").Append(Line(unit)).Append('\n');
        }

        if (offer.Note is { } note)
        {
            body.Append('\n').Append(note).Append('\n');
        }

        body.Append('\n').Append(words["Offer.Regards"]).Append('\n');
        foreach (var line in new[] { sender?.FullName, office.Name, sender?.Email }.Where(line => !string.IsNullOrWhiteSpace(line)))
        {
            body.Append(line).Append('\n');
        }

        return new OutboxMail
        {
            // The offer has no id yet, and a mail is one by its key.
            Key = $"offer-{Guid.NewGuid():N}",
            To = to,
            Subject = words["Offer.Subject", string.Join(", ", units.Select(u => u.Investment!.Name).Distinct())],
            Body = body.ToString(),
            QueuedAt = now,
            DueAt = now,
            ClientId = offer.ClientId,
        };
    }

    private string Line(Unit unit)
    {
        var line = words["Offer.Unit", unit.Investment!.Name, unit.Number, unit.Rooms, unit.Area.ToString("0.##", words.Culture), unit.Floor.ToString(CultureInfo.InvariantCulture), new Money(unit.Price, office.Currency).Format(words.Culture)];
        var places = unit.ParkingSingle + unit.ParkingFamily + unit.ParkingAboveGround;
        return string.Join(", ", [line,
            .. places > 0 ? (string[])[words["Offer.Parking", places]] : [],
            .. unit.StorageArea is { } area ? (string[])[words["Offer.Storage", area.ToString("0.##", words.Culture)]] : []]);
    }
}
