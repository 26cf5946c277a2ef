namespace CrmLive.Core.Sample;

/// <summary>People nobody in the office knows yet; the moment makes their numbers, so a restart does not bring the same ones again.</summary>
internal static class Strangers
{
    private const int First = 6_000_000;

    public static Persona Next(DateTime now, Dice dice) => Persona.Of(dice, First + (int)(now.Ticks / TimeSpan.TicksPerSecond % 900_000));
}
