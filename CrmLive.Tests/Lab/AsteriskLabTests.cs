namespace CrmLive.Tests.Lab;

public sealed class AsteriskLabTests
{
    [SkippableFact, Trait("Feature", "C1")]
    public async Task The_lab_s_telephones_ring_and_answer()
    {
        Needs.Asterisk();
        await using var lab = await AsteriskLab.StartAsync();
        await lab.PhoneAsync("101", Phone.Answers);
        await lab.CallInAsync("225550101", "+48225550901");

        await Eventually.True(async () => (await lab.Exchange.ConsoleAsync("core show channels concise")).Split('\n').Count(line => line.Contains("!Up!", StringComparison.Ordinal)) == 2,
            "two telephones talk");
        await lab.HangUpAsync("+48225550901");
        await Eventually.True(async () => !(await lab.Exchange.ConsoleAsync("core show channels concise")).Contains("PJSIP", StringComparison.Ordinal), "the call is over");
    }
}
