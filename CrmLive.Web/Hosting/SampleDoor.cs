using CrmLive.Core.Sample;

namespace CrmLive.Web.Hosting;

public static class SampleDoor
{
    /// <summary>P1: once the sample office is open, the console says where it is and whom to sign in as. Of a real office it says nothing.</summary>
    public static void SayHowToEnterTheSample(this WebApplication app) => app.Lifetime.ApplicationStarted.Register(() =>
    {
        Console.WriteLine($"\nThe sample office is open at {app.Urls.FirstOrDefault()}\n");
        foreach (var person in SampleSignIn.OneOfEachRole)
        {
            Console.WriteLine($"  {person.RoleKey,-24} {person.Login}");
        }

        Console.WriteLine($"\n  password of all: {SampleOptions.Password}\n");
    });
}
