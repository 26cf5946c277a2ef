using CrmLive.Core.Common;
using CrmLive.Core.Office;
using CrmLive.Core.Submissions;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CrmLive.Web.Submissions;

/// <summary>The form's page, empty or as it came back with a remark.</summary>
internal sealed class PublicFormAnswer(PublicForm form, FormStamp stamps, OfficeNow office)
{
    /// <param name="notice">A key of what has to be said about the whole form.</param>
    /// <param name="stamp">Null for a new one, as nearly always: after a remark the same person sends again, and that is no double click.</param>
    /// <param name="files">Files had been chosen, which no page can give back.</param>
    public RazorComponentResult<PublicFormPage> Page(NewSubmission typed, string? notice = null, ValueList<Problem>? problems = null, string? stamp = null, bool files = false, int? status = null) =>
        new(new { Form = form, Office = office.Current?.Name ?? "", Stamp = stamp ?? stamps.New(form.Id), Typed = typed, Problems = problems ?? [], Notice = notice, ChooseAgain = files })
        {
            StatusCode = status ?? (problems is null && notice is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity),
        };
}
