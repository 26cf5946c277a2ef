using CrmLive.Core.Common;
using CrmLive.Core.Office;
using CrmLive.Core.Users;
using CrmLive.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Web.Account;

/// <summary>What the first-run page asks.</summary>
public sealed class NewOffice
{
    public string? Code { get; set; }
    public string? Office { get; set; }
    public string? TimeZone { get; set; } = "Europe/Warsaw";
    public string? Country { get; set; } = "PL";
    public string? Language { get; set; }
    public string? FirstName { get; set; }
    public string? LastName { get; set; }
    public string? Login { get; set; }
    public string? Email { get; set; }
    public string? Password { get; set; }
    public string? Again { get; set; }

    public bool IsWhole =>
        new[] { Office, FirstName, LastName, Login }.All(text => !string.IsNullOrWhiteSpace(text))
        && Regions.IsZone(TimeZone ?? "") && Regions.IsCountry(Country ?? "") && Preferences.Languages.Contains(Language);
}

/// <summary>Makes the office and its administrator. Of two who try at once the database lets one through.</summary>
public sealed class FirstRun(FirstOffice first, Accounts accounts, OfficeNow office, SetupCode code)
{
    /// <summary>Texts of what is wrong by their keys; nothing when the office stands, whoever made it.</summary>
    public async Task<IReadOnlyList<string>> MakeAsync(NewOffice entered, CancellationToken ct)
    {
        if (!code.Fits(entered.Code))
        {
            return ["Setup.WrongCode"];
        }

        if (!entered.IsWhole)
        {
            return ["Setup.Incomplete"];
        }

        var administrator = Administrator(entered);
        var wrong = await PasswordFaultsAsync(accounts, administrator, entered.Password, entered.Again);
        if (wrong.Count > 0)
        {
            return wrong;
        }

        administrator.PasswordHash = accounts.PasswordHasher.HashPassword(administrator, entered.Password!);
        try
        {
            await first.CreateAsync(Settings(entered), administrator, ct);
        }
        catch (Exception e) when (e is DbUpdateException or InvalidOperationException)
        {
            if (await office.ReadAsync(ct) is null)
            {
                throw;
            }
        }

        await office.ReadAsync(ct);
        code.Forget();
        return [];
    }

    internal static async Task<IReadOnlyList<string>> PasswordFaultsAsync(Accounts accounts, User user, string? password, string? again)
    {
        if (password != again)
        {
            return ["Password.Differ"];
        }

        foreach (var validator in accounts.PasswordValidators)
        {
            if (!(await validator.ValidateAsync(accounts, user, password)).Succeeded)
            {
                return ["Password.Weak"];
            }
        }

        return [];
    }

    private static OfficeSettings Settings(NewOffice entered) => new()
    {
        Name = entered.Office!.Trim(),
        TimeZone = entered.TimeZone!,
        Country = entered.Country!,
        Currency = Regions.CurrencyOf(entered.Country!),
        Language = entered.Language!,
    };

    private User Administrator(NewOffice entered) => new()
    {
        FirstName = entered.FirstName!.Trim(),
        LastName = entered.LastName!.Trim(),
        SearchKey = SearchKey.Of($"{entered.FirstName} {entered.LastName}"),
        UserName = entered.Login!.Trim(),
        NormalizedUserName = accounts.NormalizeName(entered.Login.Trim()),
        Email = string.IsNullOrWhiteSpace(entered.Email) ? null : entered.Email.Trim(),
        NormalizedEmail = string.IsNullOrWhiteSpace(entered.Email) ? null : accounts.NormalizeEmail(entered.Email.Trim()),
        SecurityStamp = Guid.NewGuid().ToString("N"),
        Language = entered.Language,
    };
}
