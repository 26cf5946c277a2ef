using System.Globalization;
using CrmLive.Core.Access;
using CrmLive.Web.Settings;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace CrmLive.Tests.Account;

[Trait("Feature", "P4")]
public sealed class SettingsTextTests
{
    [Theory]
    [InlineData("en")]
    [InlineData("pl")]
    [InlineData("ru")]
    public async Task Every_permission_and_every_slice_has_a_name_in_every_language(string language)
    {
        await using var office = await WebOffice.OpenAsync();
        var catalog = office.Services.GetRequiredService<PermissionCatalog>();
        var text = office.Services.GetRequiredService<IStringLocalizer<SettingsText>>();
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        try
        {
            var keys = catalog.All.Select(p => $"Permission.{p}").Concat(catalog.Groups.Select(g => $"Slice.{g.Slice}"));
            Assert.DoesNotContain(keys, k => text[k].ResourceNotFound);
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }
}
