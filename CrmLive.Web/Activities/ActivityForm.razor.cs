using CrmLive.Core.Activities;
using CrmLive.Core.Clients;
using CrmLive.Core.Common;
using Microsoft.AspNetCore.Components;

namespace CrmLive.Web.Activities;

/// <summary>Every field of an activity (A2), and what follows when it is over.</summary>
public sealed partial class ActivityForm : ComponentBase
{
    private static readonly ActivityType[] Plannable = [ActivityType.Phone, ActivityType.Meeting, ActivityType.Task, ActivityType.Email];

    [Parameter, EditorRequired]
    public required ActivityEntry Entry { get; set; }

    [Parameter, EditorRequired]
    public required ClientCard Client { get; set; }

    /// <summary>Null for a new one.</summary>
    [Parameter]
    public ActivityFace? Face { get; set; }

    /// <summary>As a colleague has left it in the meantime.</summary>
    [Parameter]
    public ActivityFace? Theirs { get; set; }

    [Parameter]
    public ActivityAsk Asked { get; set; }

    [Parameter, EditorRequired]
    public required ActivityChoices Choices { get; set; }

    [Parameter, EditorRequired]
    public required NextEntry Next { get; set; }

    [Parameter]
    public ValueList<Problem> Problems { get; set; } = [];

    [Parameter]
    public string? Notice { get; set; }

    /// <summary>Other activities still planned with this client.</summary>
    [Parameter]
    public int OpenLeft { get; set; }

    [Parameter, EditorRequired]
    public required EventCallback Save { get; set; }

    [Parameter]
    public EventCallback TakeTheirs { get; set; }

    [Parameter]
    public EventCallback OtherClient { get; set; }

    [Parameter, EditorRequired]
    public required EventCallback Close { get; set; }

    private IReadOnlyList<ActivityType> Types => Asked == ActivityAsk.Register || Entry.Type == ActivityType.Note ? [.. Plannable, ActivityType.Note] : Plannable;

    /// <summary>Whoever has it now stays to be seen, though they may have left since.</summary>
    private IReadOnlyList<Choice> People => Face is null || Choices.People.Any(one => one.Id == Face.Draft.AssignedToId)
        ? Choices.People
        : [.. Choices.People, new Choice(Face.Draft.AssignedToId, Face.Assigned)];

    private bool DateLocked => Face is { MayMove: false } && !Entry.Status.IsOpen;

    /// <summary>This save says that it is over.</summary>
    private bool Concludes => Entry.Type != ActivityType.Note && (Face is null ? Asked == ActivityAsk.Register : !Entry.Status.IsOpen && (Face.MayMove || Next.Alone));

    /// <summary>Nothing new is planned with a client who is no longer served.</summary>
    private bool Barred => Face is null && Asked == ActivityAsk.Plan && Client.FinishedAt is not null;

    /// <summary>What saving does, in the word of the button.</summary>
    private string Does => Concludes && Next.Ends ? "EndServiceNow" : Asked == ActivityAsk.Register ? "Register" : Face is null ? "Plan" : "Save";

    private bool Follows => Concludes && Next is { Wanted: true } or { Ends: true };

    // Both have a beginning; a time that cannot be kept is the next one's, for what is over may lie in the past.
    private ValueList<Problem> OwnProblems => Follows ? [.. Problems.Where(p => !IsOfNext(p))] : Problems;

    private ValueList<Problem> FollowProblems => [.. Problems.Where(p => IsOfNext(p) || p.Field is nameof(ServiceEnd.ReasonId) or nameof(ServiceEnd.Description))];

    private bool IsOfNext(Problem problem) => problem.Key switch
    {
        ActivityProblem.PlannedInPast or ActivityProblem.TimeSkipped => true,
        ActivityProblem.StartMissing => Entry.Start is not null,
        ActivityProblem.EndBeforeStart => !(Entry.End < Entry.Start),
        _ => false,
    };

    private RenderFragment Wrong(string field) => builder =>
    {
        foreach (var problem in Problems.Where(p => p.Field == field))
        {
            builder.OpenElement(0, "p");
            builder.AddAttribute(1, "class", "field-wrong");
            builder.AddAttribute(2, "role", "alert");
            builder.AddContent(3, L[$"Problem.{problem.Key}"].Value);
            builder.CloseElement();
        }
    };

    private void TypeChanged(ActivityType type)
    {
        var usual = Entry.Start is { } was && Entry.End == was + Entry.Type.UsualLength;
        (Entry.Type, Entry.Status) = (type, Asked == ActivityAsk.Register ? type.WhenDone : type.WhenPlanned);
        if (usual && Entry.Start is { } start)
        {
            Entry.Take(start, start + type.UsualLength);
        }
    }

    /// <summary>A15: the client said no while they talked, so the talk took place.</summary>
    private void EndService()
    {
        Entry.Status = Entry.Type.WhenDone;
        (Next.Ends, Next.Wanted) = (true, false);
    }
}
