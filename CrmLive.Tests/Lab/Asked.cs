using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using CrmLive.Core.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CrmLive.Tests.Lab;

/// <summary>Every question that goes to one office's database from now on, as its text. Other tests' offices are other files, and not heard.</summary>
internal sealed class Asked : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
{
    private readonly string _file;
    private readonly ConcurrentQueue<string> _questions = new();
    private readonly ConcurrentBag<IDisposable> _listening = [];

    public Asked(CrmDb crm)
    {
        _file = crm.Options.DatabaseFile;
        _listening.Add(DiagnosticListener.AllListeners.Subscribe(this));
    }

    public IReadOnlyList<string> Questions => [.. _questions];

    /// <summary>Forgets what was asked so far.</summary>
    public void Clear() => _questions.Clear();

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == DbLoggerCategory.Name)
        {
            _listening.Add(value.Subscribe(this, (name, _, _) => name == RelationalEventId.CommandExecuting.Name));
        }
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (value.Value is CommandEventData { Command.Connection: SqliteConnection { DataSource: var file } } asked && file == _file)
        {
            _questions.Enqueue(asked.Command.CommandText);
        }
    }

    /// <summary>
    /// From the first moment of the run somebody listens to nothing: EF Core takes note of nobody listening for a second
    /// (<c>ConfigureLoggingCacheTime</c>), in which a test that begins to listen would hear nothing either.
    /// </summary>
    [ModuleInitializer]
    internal static void KeepAwake() => DiagnosticListener.AllListeners.Subscribe(new Awake());

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }

    public void Dispose()
    {
        foreach (var listening in _listening)
        {
            listening.Dispose();
        }
    }

    private sealed class Awake : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
    {
        public void OnNext(DiagnosticListener value)
        {
            if (value.Name == DbLoggerCategory.Name)
            {
                value.Subscribe(this, (name, _, _) => name == RelationalEventId.CommandExecuting.Name);
            }
        }

        public void OnNext(KeyValuePair<string, object?> value)
        {
        }

        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }
    }
}
