using CrmLive.Core.Roster;

namespace CrmLive.Web.Clients;

/// <summary>A column of the client list; the name always stands first.</summary>
public enum RosterColumn { Status, Phone, Email, Town, Advisor, Branch, Source, Investments, Created, LastContact, NextStep, Number }

/// <summary>How somebody likes the list to look; kept with the person.</summary>
public sealed record RosterLook
{
    public static readonly RosterColumn[] AtFirst = [RosterColumn.Status, RosterColumn.Phone, RosterColumn.Town, RosterColumn.Advisor, RosterColumn.LastContact, RosterColumn.NextStep];

    public List<RosterColumn>? Columns { get; init; }

    public IReadOnlyList<RosterColumn> Shown => Columns is { } chosen ? [.. chosen.Distinct().Where(Enum.IsDefined)] : AtFirst;

    public static RosterSort? SortOf(RosterColumn column) => column switch
    {
        RosterColumn.Status => RosterSort.Status,
        RosterColumn.Town => RosterSort.Town,
        RosterColumn.Advisor => RosterSort.Advisor,
        RosterColumn.Created => RosterSort.Created,
        RosterColumn.LastContact => RosterSort.LastContact,
        RosterColumn.NextStep => RosterSort.NextStep,
        _ => null,
    };
}
