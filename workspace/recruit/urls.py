from workspace.frame.pages import study_address
from workspace.recruit import codes, invitations, mail, order_quotas, pages, panel

SEE_LINKS, SEE_MAILS = "survey.view_invitation", "recruitment.view_mailing"
SEND, DELETE = "recruitment.add_mailing", "recruitment.delete_mailing"

urlpatterns = [
    study_address("recruit/", pages.recruit, "recruit", SEE_LINKS, SEE_MAILS),
    study_address("recruit/invitations/", invitations.invitations, "invitations", SEE_LINKS),
    study_address(
        "recruit/invitations/links.csv", invitations.links_csv, "invitation_links", SEE_LINKS
    ),
    study_address(
        "recruit/invitations/delete/",
        invitations.delete_links,
        "delete_invitations",
        "survey.delete_invitation",
    ),
    study_address(
        "recruit/orders/",
        order_quotas.order_quotas,
        "order_quotas",
        "survey.change_enrolmentwindow",
    ),
    study_address("recruit/panel/", panel.panel, "panel", SEE_LINKS, SEE_MAILS),
    study_address("recruit/codes/", codes.codes, "codes", "recruitment.view_compensationcode"),
    study_address("recruit/mail/", mail.mailings, "mailings", SEE_MAILS),
    study_address("recruit/mail/new/", mail.new_mailing, "new_mailing", SEND),
    study_address("recruit/mail/<int:pk>/", mail.mailing, "mailing", SEE_MAILS),
    study_address("recruit/mail/<int:pk>/send/", mail.send_mailing, "send_mailing", SEND),
    study_address("recruit/mail/<int:pk>/remind/", mail.remind, "remind", SEND),
    study_address("recruit/mail/<int:pk>/delete/", mail.delete, "delete_mailing", DELETE),
]
