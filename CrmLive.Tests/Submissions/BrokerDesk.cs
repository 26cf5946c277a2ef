using CrmLive.Core.Access;
using CrmLive.Core.Activities;
using CrmLive.Core.Clients;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Documents;
using CrmLive.Core.Mail;
using CrmLive.Core.Office;
using CrmLive.Core.Submissions;
using CrmLive.Tests.Data;
using Microsoft.Extensions.Logging.Abstractions;

namespace CrmLive.Tests.Submissions;

/// <summary>An office with one broker's form that offers one of its two investments, and a manager and an administrator who decide.</summary>
public sealed class BrokerDesk : IAsyncDisposable
{
    private readonly bool _own;

    private BrokerDesk(TestOffice office, Vault vault, bool own = true)
    {
        (Office, _own) = (office, own);
        Numbers = new PersonalNumbers(office.Crm, vault, NullLogger<PersonalNumbers>.Instance);
        Intake = new SubmissionIntake(office.Crm, Numbers, new DocumentStore(office.Options));
        Post = new BrokerPost(office.Route(new MailOptions { Site = "https://crm.example.org" }));
        Clients = new ClientCommands(office.Crm, new FirstStep(office.Crm));
        Commands = new SubmissionCommands(office.Crm, Clients, Numbers, Post);
        Thread = new SubmissionThread(office.Crm, Post);
        Inbox = new SubmissionInbox(office.Crm, Numbers);
        Similarity = new Similarity(office.Crm);
    }

    public TestOffice Office { get; }
    public PersonalNumbers Numbers { get; }
    public SubmissionIntake Intake { get; }
    public BrokerPost Post { get; }
    public ClientCommands Clients { get; }
    public SubmissionCommands Commands { get; }
    public SubmissionThread Thread { get; }
    public SubmissionInbox Inbox { get; }
    public Similarity Similarity { get; }
    public int FormId { get; private set; }
    public int Offered { get; private set; }
    public int Hidden { get; private set; }
    public Actor Manager { get; private set; } = Actor.Nobody;
    public Actor Administrator { get; private set; } = Actor.Nobody;

    public static async Task<BrokerDesk> OpenAsync(DatabaseKind kind)
    {
        var desk = new BrokerDesk(await TestOffice.OpenAsync(kind), TestOffice.Vault);
        var (ewa, adam) = (await desk.Office.AddUserAsync("Ewa", "Wilk", role: "manager"), await desk.Office.AddUserAsync("Adam", "Bóbr", role: "administrator"));
        desk.Manager = People.Of(BuiltInRoles.Manager, userId: ewa.Id) with { Name = "Ewa Wilk" };
        desk.Administrator = People.Of(BuiltInRoles.Administrator, userId: adam.Id) with { Name = "Adam Bóbr" };
        await using var db = desk.Office.Crm.Open(Actor.System);
        var branch = new Branch { Name = "Warsaw" };
        var (offered, hidden) = (new Investment { Name = "Zielona", Branch = branch }, new Investment { Name = "Ukryta", Branch = branch });
        db.AddRange(offered, hidden);
        await db.SaveChangesAsync();
        (desk.Offered, desk.Hidden) = (offered.Id, hidden.Id);
        desk.FormId = (await new BrokerFormCommands(desk.Office.Crm, new Core.Users.ApiTokens(desk.Office.Crm)).SaveAsync(desk.Manager, new BrokerFormEdit
        {
            Name = "Dom i Klucz",
            Asks = BrokerFormFields.Phone | BrokerFormFields.Email | BrokerFormFields.Pesel | BrokerFormFields.IdCard | BrokerFormFields.Note,
            InvestmentIds = [offered.Id],
        }, default)).Id;
        return desk;
    }

    /// <summary>The same desk after a restart, with these keys; the office stays the first one's.</summary>
    public BrokerDesk WithKeys(Vault vault) => new(Office, vault, own: false) { FormId = FormId, Offered = Offered, Hidden = Hidden, Manager = Manager, Administrator = Administrator };

    public NewSubmission Jan => new()
    {
        BrokerFormId = FormId, InvestmentId = Offered, FirstName = "Jan", LastName = "Nowak", Phone = "600 111 222", Email = "Jan.Nowak@example.org",
        BrokerName = "Halina Rogowska", BrokerEmail = "halina@example.net", Language = "en",
    };

    public async Task<int> TakenAsync(NewSubmission handed)
    {
        var saved = await Intake.TakeAsync(Actor.Nobody, handed, default);
        Assert.True(saved.Ok, string.Join(", ", saved.Problems));
        return saved.Id;
    }

    public async ValueTask DisposeAsync()
    {
        Numbers.Dispose();
        if (_own)
        {
            await Office.DisposeAsync();
        }
    }
}
