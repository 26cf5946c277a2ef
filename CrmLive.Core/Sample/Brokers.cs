using CrmLive.Core.Access;
using CrmLive.Core.Common;
using CrmLive.Core.Submissions;

namespace CrmLive.Core.Sample;

/// <summary>The outside brokers: their forms, whom they report, and what the office answers.</summary>
internal static class Brokers
{
    private static readonly string[][] People =
    [
        ["Jacek Wilczek", "Halina Rogowska"], ["Norbert Klucz", "Sabina Zielona"], ["Dominik Widok"], ["Teresa Lipa", "Marian Bzowy"],
    ];

    public static IEnumerable<BrokerForm> Forms(Scenery scene) => Premises.BrokerSources.Select((source, i) => new BrokerForm
    {
        Id = i + 1,
        Name = scene.Premises.Sources[source - 1].Name,
        SourceId = source,
        LinkKey = Key(Dice.For(scene.Seed, "broker-form", i)),
        Asks = BrokerFormFields.Phone | BrokerFormFields.Email | BrokerFormFields.Note | (i == 1 ? BrokerFormFields.Pesel | BrokerFormFields.IdCard : BrokerFormFields.None),
        Needs = i == 3 ? BrokerFormFields.Phone : BrokerFormFields.None,
        TakesDocuments = i % 2 == 0,
        Languages = i == 0 ? ["pl", "en"] : [],
        Words = i == 0 ? [new BrokerFormWords { Id = 1, BrokerFormId = 1, Language = "pl", Intro = "Dzień dobry! Każdego klienta rozpatrujemy tego samego dnia roboczego, a odpowiedź przychodzi e-mailem." }] : [],
        Investments =
        [
            .. scene.Estate.Investments.Where(investment => i != 2 || investment.Id != 2)
                .Select(investment => new BrokerFormInvestment { Id = (i * 10) + investment.Id, BrokerFormId = i + 1, InvestmentId = investment.Id }),
        ],
    });

    public static Submission Submit(Scenery scene, Dice dice, int ordinal, Persona who, int investment, int branch, DateTime at)
    {
        var form = scene.World.Forms[dice.Between(0, scene.World.Forms.Count - 1)];
        var broker = PersonOf(form.Id, dice);
        var submission = new Submission
        {
            BrokerFormId = form.Id,
            InvestmentId = investment,
            BranchId = branch,
            FirstName = who.FirstName!,
            LastName = who.LastName!,
            Phone = who.Phone is { } phone ? Persona.Spelled(phone, dice) : null,
            PhoneE164 = who.Phone,
            Email = who.Email,
            EmailFolded = who.Email is null ? null : FindText.Address(who.Email),
            Note = dice.Chance(0.4) ? dice.Pick(Sayings.FirstTalk) : null,
            BrokerName = broker,
            BrokerEmail = AddressOf(broker),
            BrokerPhone = SilentNumbers.Person(9_500_000 + (form.Id * 10) + broker.Length),
            BrokerKey = Key(Dice.For(scene.Seed, "submission", ordinal)),
            ArrivedAt = at,
            SearchKey = SearchKey.Of(who.LastName, who.FirstName),
            BrokerKeyword = SearchKey.Of(broker),
        };
        scene.World.Submissions.Add(submission);
        scene.World.Journal.Write(at, null, "submission.created", submission, channel: ActorChannel.Api);
        if (dice.Chance(0.15))
        {
            Say(scene, submission, at.AddMinutes(dice.Between(30, 600)), null, "Czy klient został już przyjęty?");
        }

        return submission;
    }

    public static void Decide(Scenery scene, Submission submission, SubmissionStatus status, DateTime at, Employee by, string? comment)
    {
        (submission.Status, submission.StatusChangedAt, submission.StatusChangedById, submission.Comment) = (status, at, by.Id, comment);
        var happening = status == SubmissionStatus.Accepted ? "submission.accepted" : "submission.rejected";
        scene.World.Journal.Write(at, by, happening, submission, Scribe.Changed(nameof(submission.Status), SubmissionStatus.Pending, status));
        if (comment is not null)
        {
            Say(scene, submission, at, by, comment);
        }
    }

    private static void Say(Scenery scene, Submission submission, DateTime at, Employee? by, string text)
    {
        if (at >= scene.Now)
        {
            return;
        }

        var message = new SubmissionMessage { FromBroker = by is null, UserId = by?.Id, Text = text, At = at, ReadAt = at < scene.Now.AddDays(-1) ? at.AddHours(2) : null };
        scene.World.Messages.Add(message);
        scene.World.Link(() => message.SubmissionId = submission.Id);
    }

    public static string PersonOf(int form, Dice dice) => dice.Pick(People[(form - 1) % People.Length]);

    public static string AddressOf(string broker) => $"{SearchKey.Of(broker).Replace(' ', '.')}@example.net";

    private static string Key(Dice dice) => string.Concat(Enumerable.Range(0, 32).Select(_ => "0123456789abcdef"[dice.Between(0, 15)]));
}
