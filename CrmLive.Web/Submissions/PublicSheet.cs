using System.Security.Cryptography;
using System.Text;
using CrmLive.Web.Hosting;

namespace CrmLive.Web.Submissions;

/// <summary>The style of the pages for outsiders, within the page: three kilobytes that no first paint waits for. The policy knows it by its hash, so no other style is let in.</summary>
internal static class PublicSheet
{
    public static string Css { get; } = Read();

    private static readonly string Hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Css)));

    public static void LetInto(HttpContext http) => http.Response.Headers.ContentSecurityPolicy = WebSecurity.PolicyWithStyle($"sha256-{Hash}");

    private static string Read()
    {
        using var text = new StreamReader(typeof(PublicSheet).Assembly.GetManifestResourceStream("form.css")!);
        return text.ReadToEnd();
    }
}
