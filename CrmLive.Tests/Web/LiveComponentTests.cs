using System.Globalization;
using Bunit;
using CrmLive.Core.Live;
using CrmLive.Web.Live;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.Extensions.DependencyInjection;

namespace CrmLive.Tests.Web;

[Trait("Feature", "P6")]
public sealed class LiveComponentTests : IDisposable
{
    private static readonly LiveEvent Ring = new(LiveTopic.Clients, 7, 1);

    private readonly Screen _screen = new();

    private InProcessLiveBus Bus => (InProcessLiveBus)_screen.Services.GetRequiredService<ILiveBus>();

    [Fact]
    public async Task A_doorbell_makes_it_read_again()
    {
        var page = _screen.Render<Reader>();
        Bus.Publish([Ring]);
        await _screen.SeesAsync(() => page.Markup == "1 en");
    }

    [Fact]
    public async Task A_burst_costs_one_reading_until_the_pace_has_passed()
    {
        var page = _screen.Render<Reader>();
        using var last = Bus.Subscribe(LiveTopic.Office);
        Bus.Publish([Ring]);
        // The clock stands still: it has read once and now rests.
        await Lab.Eventually.True(() => page.Markup == "1 en", "the first reading is seen");
        Bus.Publish([.. Enumerable.Repeat(Ring, 2000)]);
        Bus.Publish([new LiveEvent(LiveTopic.Office, 1, 2)]);
        await last.ReadBatchAsync(default);
        Assert.Equal("1 en", page.Markup);
        await _screen.SeesAsync(() => page.Markup != "1 en");
        Assert.Equal("2 en", page.Markup);
    }

    [Fact]
    public async Task It_hears_only_of_the_one_it_shows()
    {
        var page = _screen.Render<Reader>(parameters => parameters.Add(reader => reader.Id, 8));
        Bus.Publish([Ring]);
        Bus.Publish([Ring with { Id = 8 }]);
        await _screen.SeesAsync(() => page.Markup == "1 en");
    }

    [Fact]
    public async Task A_Polish_page_stays_Polish_whoever_made_the_change()
    {
        using var polish = new Screen("pl");
        var page = polish.Render<Reader>();
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("ru");
        polish.Services.GetRequiredService<ILiveBus>().Publish([Ring]);
        await polish.SeesAsync(() => page.Markup == "1 pl");
    }

    [Fact]
    public async Task When_the_page_is_left_nothing_listens_any_more()
    {
        _screen.Render<Reader>();
        Assert.Equal(1, Bus.Watchers);
        await _screen.DisposeComponentsAsync();
        await Lab.Eventually.True(() => Bus.Watchers == 0, "the watch ended");
    }

    [Fact]
    public async Task A_reading_that_fails_reaches_the_boundary_of_the_page()
    {
        var page = _screen.Render(builder =>
        {
            builder.OpenComponent<Microsoft.AspNetCore.Components.Web.ErrorBoundary>(0);
            builder.AddAttribute(1, "ChildContent", (RenderFragment)(inner =>
            {
                inner.OpenComponent<Reader>(0);
                inner.AddAttribute(1, nameof(Reader.Fails), true);
                inner.CloseComponent();
            }));
            builder.AddAttribute(2, "ErrorContent", (RenderFragment<Exception>)(fault => inner => inner.AddContent(0, fault.Message)));
            builder.CloseComponent();
        });
        Bus.Publish([Ring]);
        await _screen.SeesAsync(() => page.Markup == "the disk is gone");
    }

    public void Dispose() => _screen.Dispose();

    internal sealed class Reader : LiveComponent
    {
        private int _readings;

        [Parameter]
        public int? Id { get; set; }

        [Parameter]
        public bool Fails { get; set; }

        protected override void OnInitialized() => Watch(LiveTopic.Clients, ReadAsync, only: id => Id is null || id == Id);

        private Task ReadAsync()
        {
            _readings++;
            return Fails ? Task.FromException(new IOException("the disk is gone")) : Task.CompletedTask;
        }

        protected override void BuildRenderTree(RenderTreeBuilder builder) =>
            builder.AddContent(0, _readings == 0 ? "" : $"{_readings} {CultureInfo.CurrentUICulture.TwoLetterISOLanguageName}");
    }
}
