using System.Reflection;
using System.Text.Json;
using CrmLive.Tests.Architecture;
using CrmLive.Tests.Lab;
using CrmLive.Web.Hosting;
using Microsoft.Extensions.Configuration;

namespace CrmLive.Tests.Operating;

[Trait("Feature", "P21")]
public sealed class SettingsTests
{
    private static readonly string File = Path.Combine(Sources.Root, "appsettings.Example.json");

    [Fact]
    public void Every_setting_of_the_example_is_known_and_makes_sense() => Assert.Null(Settings.Complaint(Example()));

    [Fact]
    public void Every_setting_there_is_stands_in_the_example_with_its_default()
    {
        using var example = JsonDocument.Parse(System.IO.File.ReadAllText(File), new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip });
        foreach (var (section, type) in Settings.Sections)
        {
            var shown = section.Split(':').Aggregate(example.RootElement, (element, name) => element.GetProperty(name));
            var settable = type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.SetMethod is not null);
            Assert.Equal(settable.Select(p => p.Name).Order(), shown.EnumerateObject().Select(p => p.Name).Order());

            var defaults = JsonSerializer.SerializeToElement(Activator.CreateInstance(type), type, Words);
            foreach (var setting in shown.EnumerateObject())
            {
                var told = setting.Value.ValueKind == JsonValueKind.String && setting.Value.GetString() is "" ? "" : setting.Value.ToString();
                Assert.True(told == defaults.GetProperty(setting.Name).ToString(), $"{section}:{setting.Name} is {told} in the example and {defaults.GetProperty(setting.Name)} in the code");
            }
        }
    }

    // As an operator writes them: a word of a choice, not its number.
    private static readonly JsonSerializerOptions Words = new() { Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter() } };

    [Fact]
    public void The_example_shows_nothing_that_nobody_reads()
    {
        string[] ofTheFramework = ["Logging", "Urls"];
        var read = Settings.Sections.Keys.Select(section => section.Split(':')[0]).Append("Proxies").Concat(ofTheFramework).Distinct().Order();
        Assert.Equal(read, Example().GetChildren().Select(section => section.Key).Order());
    }

    [Fact]
    public void Whatever_section_the_code_reads_is_among_those_that_are_checked()
    {
        var read =
            from file in Sources.Files("CrmLive.Core", "CrmLive.Web")
            from part in System.IO.File.ReadAllText(file).Split("GetSection(\"").Skip(1)
            let section = part[..part.IndexOf('"', StringComparison.Ordinal)]
            where section is not ("Proxies" or "Bench")
            select section;
        Assert.Empty(read.Except(Settings.Sections.Keys));
    }

    [Theory]
    [InlineData("Data:Foldre=x", "Foldre")]
    [InlineData("Data:BusySeconds=soon", "BusySeconds")]
    [InlineData("Data:BusySeconds=0", "Data:BusySeconds")]
    [InlineData("Mail:Host=mail.example.com", "From")]
    [InlineData("Mail:Security=Perhaps", "Security")]
    [InlineData("Mail:Site=crm", "Mail:Site")]
    [InlineData("Telemetry:Otlp=collector", "Telemetry:Otlp")]
    [InlineData("Telephony:Asterisk:Enabled=true", "Telephony:Asterisk")]
    [InlineData("Proxies:0=nginx", "Proxies")]
    public void A_setting_misspelt_or_senseless_is_named(string setting, string named)
    {
        var parts = setting.Split('=');
        var settings = new ConfigurationBuilder().AddInMemoryCollection([new(parts[0], parts[1])]).Build();
        Assert.Contains(named, Settings.Complaint(settings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_host_does_not_start_with_a_setting_it_does_not_know()
    {
        using var folder = new Folder();
        var (code, _, error) = await HostProcess.RunAsync(folder.Path, [], "Sample:Enable=false");
        Assert.Equal(1, code);
        Assert.StartsWith("CrmLive cannot start. ", Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    private static IConfigurationRoot Example() => new ConfigurationBuilder().AddJsonFile(File).Build();
}
