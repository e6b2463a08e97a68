;;; clawlint.el --- OpenClaw configs with eglot  -*- lexical-binding: t -*-
;; Emacs 29 has eglot; in 28 it is the package of that name. `M-x load-file', or require it from your init file.

(require 'js)
(require 'conf-mode)
(require 'eglot)

(defgroup clawlint nil "OpenClaw's model routing." :group 'languages)
(defcustom clawlint-command '("npx" "clawlint" "lsp") "What starts the server." :type '(repeat string))
(defcustom clawlint-settings nil "Its settings, such as (:release \"2026.9.6\")." :type 'plist)

(defun clawlint-home (folder)
  "The home of FOLDER, as a project: the nearest folder above with a config."
  (when-let* ((home (locate-dominating-file folder (lambda (each) (or (file-exists-p (expand-file-name "openclaw.json" each))
                                                                      (file-exists-p (expand-file-name "clawdbot.json" each)))))))
    (cons 'transient home)))

(defun clawlint-start ()
  "One server for each home."
  (add-hook 'project-find-functions #'clawlint-home nil t)
  (eglot-ensure))

(define-derived-mode openclaw-mode js-mode "OpenClaw"
  "JSON5 as OpenClaw reads it."
  (setq-local js-indent-level 2))
(define-derived-mode openclaw-credentials-mode js-mode "OpenClaw credentials"
  "The credentials of an agent.")
(define-derived-mode openclaw-env-mode conf-unix-mode "OpenClaw .env"
  "The variables of a home.")

(defun clawlint-env-p ()
  "Whether the buffer has the variables of a home, not of something else."
  (and buffer-file-name (string-match-p "/\\(?:\\.env\\(?:\\..+\\)?\\|gateway\\.env\\)\\'" buffer-file-name) (clawlint-home default-directory)))

(dolist (pattern '("/\\(?:openclaw\\|clawdbot\\)\\.json5?\\'" "/openclaw[.-][^/]*\\.json5\\'"))
  (add-to-list 'auto-mode-alist (cons pattern 'openclaw-mode)))
(add-to-list 'auto-mode-alist '("/auth-profiles\\.json\\'" . openclaw-credentials-mode))
(add-to-list 'magic-mode-alist '(clawlint-env-p . openclaw-env-mode))
(add-to-list 'eglot-server-programs
             (cons '((openclaw-mode :language-id "openclaw") (openclaw-credentials-mode :language-id "json") (openclaw-env-mode :language-id "dotenv"))
                   (lambda (&optional _interactive)
                     (append clawlint-command (list :initializationOptions (or clawlint-settings (make-hash-table)))))))
(dolist (hook '(openclaw-mode-hook openclaw-credentials-mode-hook openclaw-env-mode-hook))
  (add-hook hook #'clawlint-start))

(provide 'clawlint)
;;; clawlint.el ends here
