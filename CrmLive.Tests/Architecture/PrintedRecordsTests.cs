using System.Reflection;
using System.Runtime.CompilerServices;

namespace CrmLive.Tests.Architecture;

/// <summary>A record prints all its properties. One that is made anew each time, and is such a record itself, prints for ever, and ends the process of whoever logs it.</summary>
public sealed class PrintedRecordsTests
{
    [Fact]
    public void No_record_has_a_property_that_makes_another_of_its_kind()
    {
        var endless =
            from assembly in (Assembly[])[typeof(CrmLive.Core.Kpi.Target).Assembly, typeof(global::CrmLive.Web.Kpi.KpiBoard).Assembly]
            from type in assembly.GetTypes()
            where type.GetMethod("PrintMembers", BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.DeclaredOnly) is not null
            from property in type.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly)
            where property.PropertyType == type && property.GetMethod!.GetCustomAttribute<CompilerGeneratedAttribute>() is null
            select $"{type.Name}.{property.Name}";
        Assert.Empty(endless);
    }
}
