using CrmLive.Core.Calls;
using CrmLive.Core.Telephony;

namespace CrmLive.Tests.Calls;

[Trait("Feature", "C4")]
public sealed class CallStatusTests
{
    public static TheoryData<string, CallStatus> Stories
    {
        get
        {
            var data = new TheoryData<string, CallStatus>();
            foreach (var (name, (_, status)) in All) data.Add(name, status);
            return data;
        }
    }

    private static readonly Dictionary<string, (Told Told, CallStatus Status)> All = new()
    {
        ["a line rings"] = (new Told().Inbound(), CallStatus.Ringing),
        ["a telephone rings"] = (new Told().Inbound().Rings(1, "a", "101"), CallStatus.Ringing),
        ["an employee talks"] = (new Told().Inbound().Rings(1, "a", "101").Answers(5, "a"), CallStatus.Talking),
        ["the caller is put on hold"] = (new Told().Inbound().Rings(1, "a").Answers(5, "a").Holds(9, "a"), CallStatus.OnHold),
        ["the caller is taken off hold"] = (new Told().Inbound().Rings(1, "a").Answers(5, "a").Holds(9, "a").Resumes(20, "a"), CallStatus.Talking),
        ["the call is handed over"] = (new Told().Inbound().Rings(1, "a").Answers(5, "a").Transfers(9, "a", "102"), CallStatus.Transferring),
        ["the manager's telephone rings"] = (new Told().Inbound().Rings(1, "a", "101").Answers(5, "a").Transfers(9, "a", "102").Leaves(9, "a").Rings(10, "b", "102"), CallStatus.Transferring),
        ["the manager took over"] = (new Told().Inbound().Rings(1, "a", "101").Answers(5, "a").Transfers(9, "a", "102").Rings(10, "b", "102").Answers(12, "b"), CallStatus.Talking),
        ["the manager declined and the operator is still there"] = (new Told().Inbound().Rings(1, "a", "101").Answers(5, "a").Transfers(9, "a", "102").Rings(10, "b", "102").Leaves(12, "b", HangUp.Declined), CallStatus.Talking),
        ["between the hang-up of the leg and the end of the call"] = (new Told().Inbound().Rings(1, "a").Answers(5, "a").Leaves(9, "a"), CallStatus.Talking),

        ["answered"] = (new Told().Inbound().Rings(1, "a").Answers(5, "a").Leaves(30, "a").Ends(30), CallStatus.Answered),
        ["nobody comes to the telephone"] = (new Told().Inbound().Rings(1, "a").Leaves(20, "a", HangUp.NoAnswer).Ends(20, HangUp.NoAnswer), CallStatus.Missed),
        ["the caller gives up while a telephone rings"] = (new Told().Inbound().Rings(1, "a").Ends(8, HangUp.Abandoned), CallStatus.Missed),
        ["the line rings and nobody comes"] = (new Told().Inbound().Ends(20, HangUp.NoAnswer), CallStatus.Missed),
        ["one declines, another lets it ring"] = (new Told().Inbound().Rings(1, "a").Rings(1, "b").Leaves(5, "a", HangUp.Declined).Leaves(20, "b", HangUp.NoAnswer).Ends(20), CallStatus.Missed),
        ["declined"] = (new Told().Inbound().Rings(1, "a").Leaves(4, "a", HangUp.Declined).Ends(4, HangUp.Declined), CallStatus.Declined),
        ["both asked decline"] = (new Told().Inbound().Rings(1, "a").Leaves(4, "a", HangUp.Declined).Rings(5, "b").Leaves(7, "b", HangUp.Declined).Ends(7), CallStatus.Declined),
        ["busy"] = (new Told().Inbound().Rings(1, "a").Leaves(1, "a", HangUp.Busy).Ends(1, HangUp.Busy), CallStatus.Busy),
        ["all lines busy"] = (new Told().Inbound().Ends(1, HangUp.Busy), CallStatus.Busy),
        ["abandoned in the queue"] = (new Told().Inbound(queue: "sales").Ends(60, HangUp.Abandoned), CallStatus.Abandoned),
        ["abandoned in the menu"] = (new Told().Inbound().Ends(12, HangUp.Normal), CallStatus.Abandoned),
        ["left the queue, nobody says why"] = (new Told().Inbound(queue: "sales").Ends(60, null), CallStatus.Abandoned),
        ["failed"] = (new Told().Inbound().Ends(1, HangUp.Failed), CallStatus.Failed),
        ["transferred and answered"] = (new Told().Inbound().Rings(1, "a", "101").Answers(5, "a").Transfers(9, "a", "102").Leaves(9, "a").Rings(10, "b", "102").Answers(12, "b").Leaves(90, "b").Ends(90), CallStatus.TransferredAnswered),
        ["transferred and not answered"] = (new Told().Inbound().Rings(1, "a", "101").Answers(5, "a").Transfers(9, "a", "102").Leaves(9, "a").Rings(10, "b", "102").Leaves(40, "b", HangUp.NoAnswer).Ends(40), CallStatus.TransferredNotAnswered),
        ["not answered, came back to the operator"] = (new Told().Inbound().Rings(1, "a", "101").Answers(5, "a").Transfers(9, "a", "102").Leaves(9, "a").Rings(10, "b", "102").Leaves(40, "b", HangUp.NoAnswer).Rings(41, "c", "101").Answers(44, "c").Ends(80), CallStatus.TransferredNotAnswered),
        ["the manager hands it back"] = (new Told().Inbound().Rings(1, "a", "101").Answers(5, "a").Transfers(9, "a", "102").Leaves(9, "a").Rings(10, "b", "102").Answers(12, "b").Transfers(40, "b", "101").Leaves(40, "b").Rings(41, "c", "101").Answers(44, "c").Ends(80), CallStatus.TransferredAnswered),

        ["we ring out"] = (new Told().Outbound(0, "a", "101"), CallStatus.Ringing),
        ["we ring out and reach them"] = (new Told().Outbound(0, "a", "101").Rings(1, "a").Answers(5, "a").Ends(50), CallStatus.Answered),
        ["we ring out and nobody comes"] = (new Told().Outbound(0, "a", "101").Rings(1, "a").Leaves(30, "a").Ends(30, HangUp.NoAnswer), CallStatus.Missed),
        ["we ring out and they are busy"] = (new Told().Outbound(0, "a", "101").Leaves(3, "a").Ends(3, HangUp.Busy), CallStatus.Busy),
        ["we ring out and they decline"] = (new Told().Outbound(0, "a", "101").Rings(1, "a").Leaves(3, "a").Ends(3, HangUp.Declined), CallStatus.Declined),
        ["we hang up before it rings there"] = (new Told().Outbound(0, "a", "101").Leaves(1, "a").Ends(1), CallStatus.Abandoned),
        ["we dial a number that is none"] = (new Told().Outbound(0, "a", "101").Ends(1, HangUp.Failed), CallStatus.Failed),
    };

    [Theory]
    [MemberData(nameof(Stories))]
    public void Each_story_comes_to_its_status(string story, CallStatus status) => Assert.Equal(status, All[story].Told.Fold().Status);

    [Fact]
    public void Every_status_has_a_story() =>
        Assert.Equal(Enum.GetValues<CallStatus>(), All.Values.Select(story => story.Status).Distinct().Order());
}
