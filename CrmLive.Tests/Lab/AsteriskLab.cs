using System.Globalization;

namespace CrmLive.Tests.Lab;

/// <summary>
/// A real exchange with real SIP telephones around it: two Asterisks on loopback, one the office's exchange that CrmLive talks to,
/// the other playing every telephone, the employees' (101–104) and the callers'. Call <see cref="Needs.Asterisk"/> first.
/// </summary>
public sealed class AsteriskLab : IAsyncDisposable
{
    public const string User = "crmlive", Secret = "lab";

    private readonly AsteriskProcess _world;

    private AsteriskLab(AsteriskProcess exchange, AsteriskProcess world, int sipPort) => (Exchange, _world, SipPort) = (exchange, world, sipPort);

    public AsteriskProcess Exchange { get; }

    /// <summary>Where the exchange listens for telephones.</summary>
    public int SipPort { get; }

    public static async Task<AsteriskLab> StartAsync()
    {
        var (exchangeSip, worldSip, exchangeAmi, worldAmi) = (FreePort.Udp(), FreePort.Udp(), FreePort.Tcp(), FreePort.Tcp());
        var rtp = Random.Shared.Next(20, 50) * 1000;
        var exchange = AsteriskProcess.StartAsync("exchange", exchangeAmi, AsteriskConfig.Exchange(exchangeSip, worldSip, exchangeAmi, rtp));
        var world = AsteriskProcess.StartAsync("world", worldAmi, AsteriskConfig.World(worldSip, exchangeSip, worldAmi, rtp + 500));
        return new AsteriskLab(await exchange, await world, exchangeSip);
    }

    /// <summary>What a telephone does from now on when it is rung: an extension, or an outside number.</summary>
    public Task PhoneAsync(string number, Phone phone) => _world.ConsoleAsync($"database put phone {number} {phone.ToString().ToLowerInvariant()}");

    /// <summary>Somebody outside rings one of our lines (225550101 rings 101; …02 the queue of 102 and 103; …03 101 and 102; …04 101 recorded; …05 101 through a Local channel; …06 101 for a minute). Rung by a colleague 103 rings for a minute, the others for eight seconds.</summary>
    public Task CallInAsync(string line, string caller, string name = "Anna Test") => _world.SpoolAsync($"""
        Channel: PJSIP/{line}@trunk
        CallerID: "{name}" <{caller}>
        Account: {caller}
        WaitTime: 60
        Application: Wait
        Data: 300

        """);

    /// <summary>An employee dials on the telephone: an extension, or 0 and an outside number.</summary>
    public Task DialAsync(string extension, string number) => _world.SpoolAsync($"""
        Channel: PJSIP/{number}@{extension}
        CallerID: <{extension}>
        Account: {extension}
        WaitTime: 60
        Application: Wait
        Data: 300

        """);

    /// <summary>Whoever has this number (extension or outside) puts the receiver down.</summary>
    public async Task HangUpAsync(string number) => await _world.ConsoleAsync($"channel request hangup {await ChannelAsync(number)}");

    /// <summary>The telephone sends the caller on without asking (SIP REFER).</summary>
    public Task BlindTransferAsync(string from, string to) => HandAsync(from, $"give{to}");

    /// <summary>The employee puts the caller on hold and rings the colleague; putting the receiver down then hands the call over.</summary>
    public Task AskBeforeTransferAsync(string from, string to) => HandAsync(from, $"ask{to}");

    /// <summary>The employee puts the caller on hold and, as no number follows, has them back after some seconds.</summary>
    public Task HoldForAMomentAsync(string extension) => HandAsync(extension, "hold");

    /// <summary>Everybody puts the receiver down: what a test before left over is no part of the next.</summary>
    public async Task QuietAsync()
    {
        await _world.ConsoleAsync("channel request hangup all");
        foreach (var asterisk in (AsteriskProcess[])[_world, Exchange])
            await Eventually.True(async () => (await asterisk.ConsoleAsync("core show channels count")).StartsWith("0 active channels", StringComparison.Ordinal), "no channel is left");
    }

    public async ValueTask DisposeAsync()
    {
        await Exchange.DisposeAsync();
        await _world.DisposeAsync();
    }

    private async Task HandAsync(string number, string what) => await _world.ConsoleAsync($"channel redirect {await ChannelAsync(number)} hand,{what},1");

    private async Task<string> ChannelAsync(string number)
    {
        string? channel = null;
        await Eventually.True(async () => (channel = await FindChannelAsync(number)) is not null, $"{number} is on the telephone");
        return channel!;
    }

    // Fields of "concise": 0 name, 8 account, last the unique id, whose number grows. Two calls of one telephone: the later is meant.
    private async Task<string?> FindChannelAsync(string number) => (await _world.ConsoleAsync("core show channels concise"))
        .Split('\n').Select(line => line.Split('!')).Where(fields => fields.Length > 8 && fields[8] == number)
        .MaxBy(fields => int.Parse(fields[^1].Split('.')[^1], CultureInfo.InvariantCulture))?[0];
}

public enum Phone { Rings, Answers, Busy, Declines }
