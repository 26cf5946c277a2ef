using System.Globalization;
using CrmLive.Core.Common;
using CrmLive.Core.Mail;
using CrmLive.Core.Office;
using CrmLive.Core.Users;

namespace CrmLive.Core.Agreements;

/// <summary>What an offer says, in the office's language; signed by whoever sends it.</summary>
internal sealed class OfferMail(MailTexts texts, MailWords words, OfficeSettings office, User? sender)
{
    public OutboxMail Of(Offer offer, IReadOnlyList<Unit> units, string to, DateTime now)
    {
        var mail = texts[MailKind.Offer, words].Fill(new Dictionary<string, string?>
        {
            ["investments"] = string.Join(", ", units.Select(u => u.Investment!.Name).Distinct()),
            ["units"] = string.Join('\n', units.Select(unit => "– " + Line(unit))),
            ["note"] = offer.Note,
            ["sender"] = sender?.FullName,
            ["sender-email"] = sender?.Email,
            ["office"] = office.Name,
        });
        return new OutboxMail
        {
            // The offer has no id yet, and a mail is one by its key.
            Key = $"offer-{Guid.NewGuid():N}",
            To = to,
            Subject = mail.Subject,
            Body = mail.Body,
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
