using CrmLive.Core.Data;
using CrmLive.Tests.Data;
using CrmLive.Tests.Lab;

namespace CrmLive.Tests.Operating;

/// <summary>What an operator types, with paths as operators write them.</summary>
[Trait("Feature", "P21")]
public sealed class CommandLineTests
{
    [Fact]
    public async Task An_office_is_backed_up_restored_elsewhere_and_audited_by_three_commands()
    {
        await using var office = await TestOffice.OpenAsync(DatabaseKind.Sqlite);
        await office.AddClientAsync("Anna", "Nowak");
        using var folder = new Folder();

        var backup = await HostProcess.RunAsync(office.Options.Folder, ["backup", folder["office.zip"]]);
        Assert.True(backup.Code == 0, backup.Error);
        var restore = await HostProcess.RunAsync(folder["restored"], ["restore", folder["office.zip"]]);
        Assert.True(restore.Code == 0, restore.Error);
        var audit = await HostProcess.RunAsync(folder["restored"], ["audit"]);
        Assert.True(audit.Code == 0, audit.Out + audit.Error);
        Assert.Contains("is what its rows come to", audit.Out, StringComparison.Ordinal);

        var again = await HostProcess.RunAsync(folder["restored"], ["restore", folder["office.zip"]]);
        Assert.Equal(1, again.Code);
        Assert.Contains("never overwritten", Assert.Single(again.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_command_it_does_not_know_is_answered_with_those_it_does()
    {
        using var folder = new Folder();
        var (code, _, error) = await HostProcess.RunAsync(folder.Path, ["bakcup", folder["office.zip"]]);
        Assert.Equal(2, code);
        Assert.Contains("CrmLive.Web backup FILE", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_audit_without_an_office_says_so_in_a_sentence()
    {
        using var folder = new Folder();
        var (code, _, error) = await HostProcess.RunAsync(folder["nowhere"], ["audit"]);
        Assert.Equal(1, code);
        Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }
}
