using CrmLive.Core.Data;
using CrmLive.Core.Users;
using CrmLive.Web.Wall;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Identity;

namespace CrmLive.Web.Account;

public static class AccountSetup
{
    private const string Scheme = "CrmLive";

    public static IServiceCollection AddAccount(this IServiceCollection services, IConfiguration configuration)
    {
        var options = configuration.GetSection("Account").Get<AccountOptions>() ?? new AccountOptions();
        services
            .AddSingleton(options)
            .AddSingleton<Visits>()
            .AddHostedService(provider => provider.GetRequiredService<Visits>())
            .AddSingleton<RoleNames>()
            .AddScoped<SignedIn>()
            .AddScoped<SignIn>()
            .AddSingleton<SetupCode>()
            .AddScoped<FirstRun>()
            .AddScoped<OwnAccount>()
            .AddScoped<Invitations>()
            .AddSingleton<InvitationDesk>()
            .AddScoped<AuthenticationStateProvider, CircuitIdentity>()
            .AddCascadingAuthenticationState()
            .AddPermissionPolicies()
            // Identity alone lives on a context as long as its request, and only in the static account pages.
            .AddScoped(provider => provider.GetRequiredService<CrmDb>().Open(provider.GetRequiredService<SignedIn>().Actor))
            .AddIdentity(options)
            .AddCookies(options);
        return services;
    }

    private static IServiceCollection AddIdentity(this IServiceCollection services, AccountOptions options)
    {
        services.Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = options.PasswordIterations);
        services.AddIdentityCore<User>(identity =>
            {
                identity.Password = new PasswordOptions
                {
                    // Length is what counts; rules of signs only bring "Password1!".
                    RequiredLength = options.PasswordLength,
                    RequiredUniqueChars = 5,
                    RequireDigit = false,
                    RequireLowercase = false,
                    RequireUppercase = false,
                    RequireNonAlphanumeric = false,
                };
                identity.Lockout.MaxFailedAccessAttempts = options.LockOutAfter;
                identity.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(options.LockOutMinutes);
                identity.User.RequireUniqueEmail = false;
            })
            .AddUserStore<UserStore>()
            .AddUserManager<Accounts>()
            .AddTokenProvider<AuthenticatorCodes>(TokenOptions.DefaultAuthenticatorProvider)
            .AddTokenProvider<DataProtectorTokenProvider<User>>(TokenOptions.DefaultProvider);
        return services;
    }

    private static void AddCookies(this IServiceCollection services, AccountOptions options)
    {
        services.AddScoped<SessionCookie>();
        services.Configure<AntiforgeryOptions>(forms =>
        {
            forms.Cookie.Name = "crmlive.form";
            forms.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        });
        services.AddAuthentication(Scheme)
            .AddPolicyScheme(Scheme, null, scheme => scheme.ForwardDefaultSelector = http =>
                ApiTokenScheme.IsIn(http.Request) ? ApiTokenScheme.Name : IdentityConstants.ApplicationScheme)
            .AddScheme<AuthenticationSchemeOptions, ApiTokenScheme>(ApiTokenScheme.Name, null)
            // Never by default: only what names it lets a screen in.
            .AddScheme<AuthenticationSchemeOptions, ScreenScheme>(ScreenScheme.Name, null)
            .AddCookie(IdentityConstants.ApplicationScheme, cookie =>
            {
                Harden(cookie, "crmlive");
                cookie.EventsType = typeof(SessionCookie);
                cookie.LoginPath = SessionCookie.SignInPath;
                cookie.AccessDeniedPath = SessionCookie.RefusedPath;
                cookie.ReturnUrlParameter = "returnUrl";
                cookie.ExpireTimeSpan = TimeSpan.FromHours(options.IdleHours);
                cookie.SlidingExpiration = true;
            })
            .AddCookie(IdentityConstants.TwoFactorUserIdScheme, cookie =>
            {
                Harden(cookie, "crmlive.second");
                cookie.ExpireTimeSpan = TimeSpan.FromMinutes(5);
                cookie.SlidingExpiration = false;
            });
    }

    private static void Harden(CookieAuthenticationOptions cookie, string name)
    {
        cookie.Cookie.Name = name;
        cookie.Cookie.HttpOnly = true;
        cookie.Cookie.IsEssential = true;
        // Lax, not Strict: a link in a mail must open the page it names for whoever is signed in.
        cookie.Cookie.SameSite = SameSiteMode.Lax;
        cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
    }
}
