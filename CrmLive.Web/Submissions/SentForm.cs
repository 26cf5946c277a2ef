using System.Buffers;
using CrmLive.Core.Common;
using CrmLive.Core.Documents;
using CrmLive.Core.Submissions;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace CrmLive.Web.Submissions;

/// <summary>
/// A form with files, read part by part as it comes: the fields stand before the files, so that of one that is too large what was typed is known, and
/// not a byte more is waited for. The framework's own reader gives all or nothing.
/// </summary>
public sealed class SentForm : IAsyncDisposable
{
    private const int LongestField = 64 * 1024;
    private const int MostFields = 40;
    private const int InMemory = 64 * 1024;

    /// <summary>All files of a form at their largest, and the fields beside them.</summary>
    private const long MostBytes = ((long)SubmissionIntake.MostDocuments * DocumentStore.MostBytes) + (1024 * 1024);

    private readonly Dictionary<string, string> _fields = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<HandedDocument> _files = [];

    public IReadOnlyList<HandedDocument> Files => _files;

    /// <summary>Larger than may be; the fields that came before that are here, and no file is.</summary>
    public bool TooMuch { get; private set; }

    public string this[string field] => _fields.GetValueOrDefault(field, "");

    public string? OrNull(string field) => _fields.GetValueOrDefault(field);

    /// <summary>All that was typed, to be shown again where no form is left to show it in.</summary>
    public ValueList<(string Name, string Value)> Typed() => _fields.Select(field => (field.Key, field.Value)).ToValueList();

    /// <summary>Null when it is no form at all.</summary>
    public static async Task<SentForm?> ReadAsync(HttpContext http)
    {
        if (!MediaTypeHeaderValue.TryParse(http.Request.ContentType, out var type) || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            || HeaderUtilities.RemoveQuotes(type.Boundary) is not { Length: > 0 and <= 100 } boundary)
        {
            return null;
        }

        var sent = new SentForm();
        try
        {
            await sent.ReadPartsAsync(new MultipartReader(boundary.Value!, http.Request.Body), http.Request.ContentLength > MostBytes, http.RequestAborted);
        }
        catch (Exception fault) when (fault is InvalidDataException or BadHttpRequestException or IOException && !http.RequestAborted.IsCancellationRequested)
        {
            sent.TooMuch = true;
        }

        if (sent.TooMuch)
        {
            await sent.DropAsync();
            // The rest of it may still be on its way, and nobody wants it.
            http.Response.Headers.Connection = "close";
        }

        return sent;
    }

    private async Task ReadPartsAsync(MultipartReader reader, bool announcedTooLarge, CancellationToken ct)
    {
        while (await reader.ReadNextSectionAsync(ct) is { } part)
        {
            if (part.AsFileSection() is { } file)
            {
                if (announcedTooLarge)
                {
                    TooMuch = true;
                    return;
                }

                if (!await KeepAsync(file, ct))
                {
                    return;
                }
            }
            else if (part.AsFormDataSection() is { } field && _fields.Count < MostFields)
            {
                _fields[field.Name] = await TextAsync(part.Body, ct);
            }
        }
    }

    /// <summary>False for one more than may be: it is named, so that the form can say that there are too many, and nothing more is read.</summary>
    private async Task<bool> KeepAsync(FileMultipartSection file, CancellationToken ct)
    {
        if (_files.Count == SubmissionIntake.MostDocuments)
        {
            _files.Add(new HandedDocument(file.FileName, Stream.Null));
            return false;
        }

        var content = new FileBufferingReadStream(file.FileStream!, InMemory, DocumentStore.MostBytes + 1, Path.GetTempPath());
        try
        {
            await content.DrainAsync(ct);
        }
        catch
        {
            await content.DisposeAsync();
            throw;
        }

        content.Position = 0;
        if (content.Length == 0 && file.FileName.Length == 0)
        {
            // So a browser says that none was chosen.
            await content.DisposeAsync();
            return true;
        }

        _files.Add(new HandedDocument(file.FileName, content));
        return true;
    }

    private static async Task<string> TextAsync(Stream body, CancellationToken ct)
    {
        using var reader = new StreamReader(body);
        // Lent: ten fields of a form would else be a megabyte of large objects.
        var text = ArrayPool<char>.Shared.Rent(LongestField);
        try
        {
            var length = await reader.ReadBlockAsync(text.AsMemory(0, LongestField), ct);
            // What is longer is too long for every field there is; the rest is read past.
            await reader.BaseStream.CopyToAsync(Stream.Null, ct);
            return new string(text, 0, length);
        }
        finally
        {
            ArrayPool<char>.Shared.Return(text, clearArray: true);
        }
    }

    private async Task DropAsync()
    {
        foreach (var file in _files)
        {
            await file.Content.DisposeAsync();
        }

        _files.Clear();
    }

    public async ValueTask DisposeAsync() => await DropAsync();
}
