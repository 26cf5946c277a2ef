using CrmLive.Core.Common;

namespace CrmLive.Core.Data;

/// <summary>An entity that counts: it says what it contributes to the daily totals as it is now; the totals move by new minus old.</summary>
public interface ICounted
{
    IEnumerable<Contribution> Contributions(OfficeTime time);
}

/// <summary>One step of one total. Seconds for what lasts, Amount in the office's currency.</summary>
public readonly record struct Contribution(
    DateOnly Day,
    int? UserId,
    int? InvestmentId,
    Measure Measure,
    long Seconds = 0,
    decimal Amount = 0);

/// <summary>What is counted per day, user and investment; values are stored, so they are never renumbered.</summary>
public enum Measure
{
    SignIns = 1, MobileSignIns = 2,
    Leads = 10, LeadsConverted = 11, LeadsOverdue = 12,
    NewClients = 20, ClientsFinished = 21,
    CallsIn = 30, CallsOut = 31, CallsMissed = 32, CallsOutUnanswered = 33,
    PhonesDone = 40, MeetingsHeld = 41, TasksDone = 42, EmailsSent = 43, FirstMeetings = 44, NextMeetings = 45,
    ActivitiesNew = 50, ActivitiesPlanned = 51, ActivitiesRegistered = 52, ActivitiesOverdue = 53,
    OralReservations = 60, ReservationAgreements = 61, DeveloperAgreements = 62, PreliminaryAgreements = 63,
    FinalAgreements = 64, NotarialDeeds = 65, Handovers = 66,
    OffersSent = 70,
    Submissions = 80,

    // What the KPI reads (K11): contacts of an employee on a day, whatever the investment, so that a year of 500 people is one short read. The first must stay the lowest.
    MeetingContacts = 90, CallContacts = 91, EmailContacts = 92,
}
