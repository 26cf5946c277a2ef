using CrmLive.Tests.Lab;

namespace CrmLive.Tests.Asterisk;

/// <summary>One exchange and one feed for the tests that leave both as they were; each test takes a caller's number of its own.</summary>
public sealed class ExchangeFixture : IAsyncLifetime
{
    private AsteriskLab? _lab;
    private Feed? _feed;

    public async Task<(AsteriskLab Lab, Feed Feed)> StartedAsync()
    {
        Needs.Asterisk();
        _lab ??= await AsteriskLab.StartAsync();
        _feed ??= new Feed(Feed.Options(_lab.Exchange.AmiPort));
        await _feed.ConnectedAsync();
        await _lab.QuietAsync();
        return (_lab, _feed);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (_feed is not null) await _feed.DisposeAsync();
        if (_lab is not null) await _lab.DisposeAsync();
    }
}
