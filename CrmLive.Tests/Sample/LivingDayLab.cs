using CrmLive.Core.Access;
using CrmLive.Core.Activities;
using CrmLive.Core.Agreements;
using CrmLive.Core.Calls;
using CrmLive.Core.Clients;
using CrmLive.Core.Data;
using CrmLive.Core.Documents;
using CrmLive.Core.Leads;
using CrmLive.Core.Office;
using CrmLive.Core.Sample;
using CrmLive.Core.Submissions;
using CrmLive.Core.Users;
using CrmLive.Tests.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace CrmLive.Tests.Sample;

/// <summary>Twenty-five minutes of a living day, played once by a clock that is pushed, for all tests that look at them.</summary>
public sealed class LivingDayLab : IAsyncLifetime
{
    public static readonly TimeSpan Length = TimeSpan.FromMinutes(25);

    private CallIntake Intake { get; set; } = null!;

    public TestOffice Office { get; private set; } = null!;

    internal SampleExchange Exchange { get; private set; } = null!;

    internal LivingDay Day { get; private set; } = null!;

    public List<int> GoingOn { get; } = [];

    public async Task InitializeAsync()
    {
        Office = await TestOffice.OpenAsync(DatabaseKind.Sqlite);
        await using (var db = Office.Crm.Open(Actor.System))
        {
            (await db.Set<OfficeSettings>().SingleAsync()).IsSample = true;
            await db.SaveChangesAsync();
        }

        await SampleLab.Of(Office, 5).PrepareAsync(default);
        Intake = new CallIntake(Office.Crm, NullLogger<CallIntake>.Instance);
        Exchange = new SampleExchange(Office.Crm, Intake) { CanDial = true };
        Day = new LivingDay(
            Office.Crm, new SampleOptions { Seed = 5 }, Exchange, new Actors(Office.Crm), new CallCommands(Office.Crm, Intake), new LeadIntake(Office.Crm),
            new ClientCommands(Office.Crm, new FirstStep(Office.Crm)), new SubmissionIntake(Office.Crm, new PersonalNumbers(Office.Crm, TestOffice.Vault, NullLogger<PersonalNumbers>.Instance), new DocumentStore(Office.Options)), new ActivityCommands(Office.Crm), new AgreementCommands(Office.Crm), NullLogger<LivingDay>.Instance);
        await PlayAsync(Length);
    }

    public async Task PlayAsync(TimeSpan length)
    {
        for (var second = 0; second < length.TotalSeconds; second++)
        {
            Office.Clock.Advance(TimeSpan.FromSeconds(1));
            await Day.StepAsync(default);
            GoingOn.Add(Exchange.GoingOn);
        }
    }

    internal SampleExchange Restarted() => new(Office.Crm, Intake);

    public async Task DisposeAsync()
    {
        Day.Dispose();
        await Intake.DisposeAsync();
        await Office.DisposeAsync();
    }
}
