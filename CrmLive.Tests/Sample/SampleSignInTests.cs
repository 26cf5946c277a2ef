using CrmLive.Core.Sample;

namespace CrmLive.Tests.Sample;

[Trait("Feature", "P1")]
public sealed class SampleSignInTests
{
    [Fact]
    public void Nobody_has_to_type_an_e_mail_to_sign_in_to_the_sample()
    {
        Assert.Contains("anna.sokolowska", SampleSignIn.All.Select(person => person.Login));
        Assert.All(SampleSignIn.All, person => Assert.Matches("^[a-z]+[.][a-z]+$", person.Login));
        Assert.Equal(SampleSignIn.All.Count, SampleSignIn.All.Select(person => person.Login).Distinct().Count());
    }
}
