using System.Collections;
using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.CompilerServices;
using CrmLive.Core.Access;
using CrmLive.Core.Calls;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Submissions;
using CrmLive.Core.Telephony;
using CrmLive.Web.Account;
using Microsoft.Extensions.DependencyInjection;

namespace CrmLive.Tests.Access;

/// <summary>A public query or command: whatever takes an <see cref="Actor"/> and answers later.</summary>
internal sealed record Door(Type Type, MethodInfo Method)
{
    /// <summary>Found and not listed, so that a new one is tried without anybody thinking of it.</summary>
    public static IReadOnlyList<Door> All { get; } =
    [
        .. from assembly in (Assembly[])[typeof(CrmDb).Assembly, typeof(SignedIn).Assembly]
           from type in assembly.GetExportedTypes()
           from method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
           where typeof(Task).IsAssignableFrom(method.ReturnType) && method.GetParameters().Any(parameter => parameter.ParameterType == typeof(Actor))
           orderby type.Name, method.Name
           select new Door(type, method),
    ];

    public string Name => $"{Type.Name}.{Method.Name}";

    /// <summary>The slice it belongs to, as the folder is called.</summary>
    public string Room => Type.Namespace!.Split('.')[2];

    /// <summary>Knocks, naming the first row of every table. What it gave; null when it refused.</summary>
    public async Task<object?> TryAsync(IServiceProvider services, Actor actor)
    {
        await using var scope = services.CreateAsyncScope();
        var room = Method.IsStatic ? null : scope.ServiceProvider.GetRequiredService(Type);
        try
        {
            var answer = (Task)Method.Invoke(room, [.. Method.GetParameters().Select(p => Argument(p, actor, scope.ServiceProvider))])!;
            await answer;
            return answer.GetType().GetProperty("Result")?.GetValue(answer);
        }
        catch (AccessRefused)
        {
            return null;
        }
        catch (TargetInvocationException refused) when (refused.InnerException is AccessRefused)
        {
            return null;
        }
    }

    /// <summary>Whether an answer says nothing: no row, nothing done.</summary>
    public static bool IsNothing(object? answer) => answer switch
    {
        null or false or 0 => true,
        Saved saved => !saved.Ok,
        HandedIn handed => !handed.Ok,
        Claim claim => claim == new Claim(null, null),
        DialOutcome dialled => dialled.Refusal is not null,
        ITuple tuple => Enumerable.Range(0, tuple.Length).All(i => IsNothing(tuple[i])),
        // WriteNoteAsync gives back what it was given.
        string text => text == Typed,
        IEnumerable rows => rows.Cast<object>().All(IsNothing),
        _ when answer.GetType().Name == "VoidTaskResult" => true,
        // A page, a count: what it is made of.
        _ when answer.GetType().Namespace!.StartsWith("CrmLive", StringComparison.Ordinal) && !answer.GetType().IsEnum => answer.GetType().GetProperties().All(p => IsNothing(p.GetValue(answer))),
        _ => false,
    };

    private const string Typed = "Nowak";

    private static object? Argument(ParameterInfo wanted, Actor actor, IServiceProvider services) => wanted.Name switch
    {
        "take" => 10,
        "version" => 0,
        "number" => "+48600111222",
        "basedOn" => "",
        _ when wanted.ParameterType == typeof(Actor) => actor,
        _ => services.GetService(wanted.ParameterType) is { } service and not IEnumerable ? service : Sensible(wanted.ParameterType),
    };

    private static object? Sensible(Type type)
    {
        if (type == typeof(int)) return 1;
        if (type == typeof(string)) return Typed;
        if (type == typeof(bool)) return true;
        if (type == typeof(DateTime)) return Data.TestOffice.Monday;
        if (type == typeof(UtcRange)) return new UtcRange(Data.TestOffice.Monday.AddYears(-1), Data.TestOffice.Monday.AddYears(1));
        if (typeof(Delegate).IsAssignableFrom(type)) return Answering(type.GetMethod("Invoke")!, type);
        if (type == typeof(Stream)) return new MemoryStream();
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlySet<>)) return Activator.CreateInstance(typeof(HashSet<>).MakeGenericType(type.GenericTypeArguments));
        if (type.IsGenericType && typeof(IEnumerable).IsAssignableFrom(type)) return Array.CreateInstance(type.GenericTypeArguments[0], 0);
        if (type.IsValueType) return Activator.CreateInstance(type);
        var made = type.GetConstructors().OrderBy(c => c.GetParameters().Length).First() is var constructor
            ? constructor.Invoke([.. constructor.GetParameters().Select(p => Sensible(p.ParameterType))])
            : null;
        foreach (var property in type.GetProperties().Where(p => p.CanWrite && (IsPlain(p.PropertyType) || (p.GetValue(made) is null && IsRequired(p)))))
        {
            property.SetValue(made, Sensible(property.PropertyType));
        }

        return made;
    }

    /// <summary>What a query asks its caller for (a word in their language) is answered with nothing.</summary>
    private static Delegate Answering(MethodInfo asked, Type type) => Expression.Lambda(
        type, asked.ReturnType == typeof(void) ? Expression.Empty() : Expression.Constant(Sensible(asked.ReturnType), asked.ReturnType), asked.GetParameters().Select(p => Expression.Parameter(p.ParameterType))).Compile();

    private static bool IsPlain(Type type) => type == typeof(int) || type == typeof(DateTime) || type == typeof(string);

    private static bool IsRequired(PropertyInfo property) => property.GetCustomAttribute<RequiredMemberAttribute>() is not null;
}
